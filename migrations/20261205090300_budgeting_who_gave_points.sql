-- Who gave points in a process is counted on its page and at its list of needs: from this index alone, where the points of all processes were read.
CREATE INDEX need_points_of_process ON budgeting.need_points (process_id, mailbox_id);
