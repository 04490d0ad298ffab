-- A key names one lease for as long as it lives. A node that never heard of its lease asks again under the same key; once that
-- lease has lapsed it may get other work, and did not while the lapsed row kept the key for itself until its grace was over.

alter table lease drop constraint lease_node_id_claim_key_key;
create unique index lease_claim_key on lease (node_id, claim_key) where not lapsed;
