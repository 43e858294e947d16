-- Where an older id of an actor leads: one row per id that a name had before a seed list or a correction said whose it is.
-- old_actor_id: The id of the bare name, as rows made without the seed list or correction carry it.
-- new_actor_id: The id that rows carry now; the older one joins to them through this view.
-- name: The name the older id was made of.
-- run_id: The last run that wrote such an actor.
WITH named AS (
    SELECT actor_id, actor_kind, run_id, unnest(list_append(aliases, name)) AS name FROM actors WHERE link_method IN ('seed', 'correction')
), keyed AS (
    SELECT *, trim(regexp_replace(
        replace(lower(strip_accents(name)), '.', ''), '[^\p{L}\p{N}]+', ' ', 'g'
    )) AS key FROM named
)
SELECT
    left(sha256(actor_kind || chr(0) || key), 16) AS old_actor_id,
    min(actor_id) AS new_actor_id,
    min(name) AS name,
    max(run_id) AS run_id
FROM keyed
WHERE key <> '' AND (actor_kind <> 'person' OR contains(key, ' ')) AND left(sha256(actor_kind || chr(0) || key), 16) <> actor_id
GROUP BY old_actor_id
HAVING count(DISTINCT actor_id) = 1
