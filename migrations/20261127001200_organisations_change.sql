-- What any page may show, and what processes hold in memory: rows that change a few times a month. Everything that is kept is then made anew.
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organisations.organisation
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.tell_change('*');
