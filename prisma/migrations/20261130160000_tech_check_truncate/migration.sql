-- A check of equipment is evidence like any other: it refused UPDATE and DELETE, and now TRUNCATE too.
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "TechCheck" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
