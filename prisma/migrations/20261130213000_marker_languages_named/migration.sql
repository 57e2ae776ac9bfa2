-- A check lets NULL through: whoever marks, marks in some language.
ALTER TABLE "MarkerLanguages" ALTER COLUMN languages SET NOT NULL;
