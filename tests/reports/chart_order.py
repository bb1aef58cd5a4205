"""Parts of a chart in the order that ECMA-376 (dml-chart, dml-main) gives them: Excel calls a file damaged that has another."""

from lxml import etree

ORDER = {
    name: parts.split()
    for name, parts in {
        "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr "
            "txPr externalData printSettings",
        "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
            "dispBlanksAs",
        "title": "tx layout overlay spPr txPr",
        "legend": "legendPos legendEntry layout overlay spPr txPr",
        "legendEntry": "idx delete txPr",
        "plotArea": "layout barChart lineChart scatterChart axis dTable spPr",
        "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
        "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
        "scatterChart": "scatterStyle varyColors ser dLbls axId",
        "ser": "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val "
            "xVal yVal smooth shape",
        "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
        "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
            "showBubbleSize separator showLeaderLines",
        "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
            "showPercent showBubbleSize separator",
        "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
        "marker": "symbol size spPr",
        "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
            "tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
        "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
            "tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset noMultiLvlLbl",
        "dateAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
            "tickLblPos spPr txPr crossAx crosses crossesAt auto lblOffset baseTimeUnit majorUnit "
            "majorTimeUnit minorUnit minorTimeUnit",
        "scaling": "logBase orientation max min",
        "rich": "bodyPr lstStyle p",
        "txPr": "bodyPr lstStyle p",
        "spPr": "xfrm custGeom prstGeom noFill solidFill gradFill blipFill pattFill grpFill ln effectLst",
        "ln": "noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd",
        "pattFill": "fgClr bgClr",
        "p": "pPr r br fld endParaRPr",
        "pPr": "lnSpc defRPr",
        "rPr": "ln noFill solidFill latin ea cs",
        "defRPr": "ln noFill solidFill latin ea cs",
        "r": "rPr t",
        "strRef": "f strCache",
        "numRef": "f numCache",
    }.items()
}  # fmt: skip
AXES = ("valAx", "catAx", "dateAx")


def out_of_order(chart: etree._Element) -> list[str]:
    """Every element of a chart that has a part out of order, or one that the schema does not know there."""
    found = []
    for element in chart.iter():
        name = etree.QName(element).localname
        parts = [etree.QName(part).localname for part in element]
        if name == "plotArea":
            parts = ["axis" if part in AXES else part for part in parts]
        if name not in ORDER or (name == "marker" and not parts):
            continue
        places = [ORDER[name].index(part) if part in ORDER[name] else -1 for part in parts]
        if -1 in places or places != sorted(places):
            found.append(f"{name}: {parts}")
    return found
