-- Whether whoever writes to a support mailbox is told that their mail arrived.
ALTER TABLE mailbox ADD COLUMN acknowledges boolean NOT NULL DEFAULT false;
