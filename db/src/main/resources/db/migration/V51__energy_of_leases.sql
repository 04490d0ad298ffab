-- Energy as the Software Carbon Intensity counts it, beside the marginal one; null where a meter can't say.
alter table attempt
    add column energy_attributed_wh double precision check (energy_attributed_wh >= energy_wh),
    add column embodied_grams double precision check (embodied_grams >= 0),
    -- When its newest checkpoint was committed: what it did after that is lost, unless it ended with a model. Kept here as
    -- checkpoints themselves don't stay.
    add column checkpointed_at timestamptz;

update attempt set checkpointed_at = kept.at
from (select task_id, epoch, max(committed_at) as at from checkpoint group by task_id, epoch) kept
where attempt.task_id = kept.task_id and attempt.epoch = kept.epoch;
