-- The trained model that a job begins with, as it was when the job was accepted: what the spec's reference means can't
-- change under it, and the bytes stay for as long as the job is known.
alter table job add column base_sha256 bytea references artifact;
