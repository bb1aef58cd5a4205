"""What leaves the building. A page or a command asks for a pack and a format; nothing here looks at a store or knows who reads.

What a pack says, in plain values:
    pack.py          Pack, Slide, Box, Listing, Look; its digest, its foot, its line of the audit trail
    templates.py     the packs that there are, a row each, and `make_pack`
    making.py        what the slides of one pack are made of; the refusal of one that is not made
    slides/          slides with exact figures, by what they are about
    open_slides.py   slides for readers outside the closed meeting, of protected counts alone (findings/open_counts.py)
    page_pack.py     a page as somebody sees it, as a pack
    pack_choices.py  what a person chooses before a pack is made, and what the trust has set
    strategy.py      what was asked of what, counted how, and the command that makes it again
    titles.py        a finding as a title that fits

How it is written, each format from the same pack:
    formats.py       the formats, a row each; progress.py: how far a writer is
    native/          a chart as office programs and paper know it, read from the figure of the page; how wide letters are; colours
    powerpoint/      .pptx with charts that can be edited
    workbook/        .xlsx with a sheet for each table
    drawing/         our own drawing of a chart, as SVG and PNG
    document/        PDF, set by typst
    table_words.py   the cells of a table in words, for slides and documents

What is no pack:
    export.py        the one writer of CSV, text that is safe in any file, names of files
    benchmark_csv.py the benchmark pack; activity_template.py: the template of bed days
    handover/        what one officer leaves to the next, as a zip
"""
