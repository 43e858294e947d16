"""The rules that documents are read by, kept in the warehouse: the view `rules` shows those without rows too."""

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.engine.ruleset import Ruleset
from warehouse.errors import explained
from warehouse.parquet import RULES
from warehouse.store import Run, Store

OFF = "off"


def keep_list(run: Run, store: Store, ruleset: Ruleset) -> None:
    """Stage the list of rules, unless the warehouse has it already."""
    if _kept(store) != ruleset.version:
        run.write("_rules", listed(ruleset))


def listed(ruleset: Ruleset) -> pa.Table:
    """A row for each rule, those that are switched off too."""
    rows = [
        {
            "rule_kind": rule.kind, "rule_id": rule.id, "pack": rule.pack, "says": rule.text.says,
            "rule_status": OFF if rule in ruleset.off else rule.text.status, "pack_version": ruleset.version,
        }
        for rule in (*ruleset.rules, *ruleset.off)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=RULES)


def _kept(store: Store) -> str | None:
    """The version of the rules that the warehouse listed last."""
    files = store.log().files("_rules")
    if not files:
        return None
    path = store.root / files[-1].path
    with explained(path, "read"):
        return str(pq.read_table(path, columns=["pack_version"], partitioning=None)["pack_version"][-1].as_py())
