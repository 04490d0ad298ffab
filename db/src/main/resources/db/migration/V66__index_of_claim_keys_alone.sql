-- Whoever goes through all leases that did not lapse shall read the table, not this index: its entries of leases that ended
-- stay for as long as a transaction is left that might see them, and each costs a look at the table. So the condition is
-- worded as only those word it who look a claim's key or a node up.
drop index lease_claim_key;
create unique index lease_claim_key on lease (node_id, claim_key) where lapsed is distinct from true;
