"""Two systems, one incident: what the records of a second source over the same months come to, in words."""

from collections.abc import Sequence

from dashboard.domain.rows import RecordsNotCounted
from dashboard.findings.words import SOURCES, count_of, listed


def second_source_words(rows: Sequence[RecordsNotCounted]) -> list[str]:
    """'194 LFPSE records cover months counted from Datix: 187 match, look at the other 7.' One sentence a source."""
    sentences = []
    for source in sorted({row.source for row in rows}):
        own = [row for row in rows if row.source == source]
        records = sum(row.records for row in own)
        linked = sum(row.records for row in own if row.is_linked)
        from_ = sorted(
            {SOURCES[row.counted_from] for row in own if row.counted_from and row.counted_from != source}
        )
        months = f"months counted from {listed(from_)}" if from_ else "incidents that another source counts"
        cover = "covers" if records == 1 else "cover"
        start = f"{count_of(records, f'{SOURCES[source]} record')} {cover} {months}"
        if linked == records:
            sentences.append(f"{start}: all match and add nothing.")
        else:
            sentences.append(
                f"{start}: {linked:,} match, look at the other {records - linked:,}, which are not counted."
            )
    return sentences
