-- Who said what: one row per quote, scare quotes and titles left out.
-- speaker: Name of the speaker; the words as printed when nobody is resolved; null when nobody is named.
-- words: What was said; stretches apart are joined by " … ".
-- said: The verb or cue that introduces it, as printed.
-- said_on: The day it was said, where the text says so; null otherwise.
-- sentence: The sentence in which the quote begins.
-- speaker_actor_kind: What the speaker is: person, organisation, place.
SELECT
    coalesce(actors.name, quotes.speaker_text) AS speaker,
    quotes.kind,
    words_of(quotes.contents, documents.text) AS words,
    quotes.cue_text AS said,
    quotes.cue_kind,
    quotes.polarity,
    documents.title,
    documents.publisher,
    documents.published_date,
    said_on.start_date AS said_on,
    words_at(documents.text, quotes.sentence_start, quotes.sentence_end) AS sentence,
    actors.actor_kind AS speaker_actor_kind,
    actors.role,
    actors.country_code,
    quotes.speaker_text,
    quotes.speaker_kind,
    quotes.speaker_actor_id,
    quotes.attribution,
    documents.uri,
    quotes.doc_id,
    quotes."start",
    quotes."end",
    quotes.quote_id,
    quotes.rule_id
FROM quotes
JOIN documents USING (doc_id)
LEFT JOIN actors ON actors.doc_id = quotes.doc_id AND actors.actor_id = quotes.speaker_actor_id
LEFT JOIN dates AS said_on ON said_on.doc_id = quotes.doc_id AND said_on.tid = quotes.said_tid
WHERE quotes.kind <> 'not_speech'
