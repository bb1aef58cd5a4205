-- One figure of a pack.
insert into peer_figure (pack, period, source, harm_level, incidents, state, bed_days) values (?, ?, ?, ?, ?, ?, ?)
