-- Whether a text message has reached its phone, as the provider says.
ALTER TABLE "interaction" ADD COLUMN delivery text;
