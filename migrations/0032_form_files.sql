-- Forms for tickets may ask for files.
ALTER TABLE "form" ADD COLUMN ask_files boolean;
