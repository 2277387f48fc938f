-- The address at which whoever receives a mail turns mails like it off without signing in.
ALTER TABLE outgoing_mail ADD COLUMN unsubscribe text;
