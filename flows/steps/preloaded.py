"""What worker processes have before they begin: all that reading needs, loaded once in the server they are forked from.

Only that server imports this module, and importing it is the work: it loads the rules and reads a sentence, so that
the processes share in memory what they would each load by themselves.
"""

import atexit
import gc

from extractors.article.document import Document
from extractors.engine.ruleset import ruleset_of
from extractors.reading import read
from flows.steps import job, shard

LOADED = (job.read_one, shard.read_shard, read(Document(id="warm", text="It rained."), ruleset_of(None)).status)
gc.collect()
gc.freeze()  # a collector that looks at what is shared would copy it
atexit.register(gc.unfreeze)  # libraries written in C++ complain of what is left at the end
