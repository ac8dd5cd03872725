// As in Templates, for a program that stands alone. A test holds both together, UPDATE_GOLDEN=1 writes it.
enum BuiltInStyle {
    static let sheet = #"""
        /* Pages of edutrac. Copy this file to /etc/edutrac/templates and change it there. Everything is black on white
           first, so that a photocopier keeps it. Pictures are drawn by themselves: no rule here reaches into them. */
        @page { size: A4; margin: 11mm 13mm; }
        * { box-sizing: border-box; margin: 0; padding: 0; }
        html { font-family: "DejaVu Sans Condensed", "DejaVu Sans", "Noto Sans", sans-serif; font-size: 12pt;
          line-height: 1.25; color: #111; }
        .page { position: relative; height: 274mm; overflow: hidden; page-break-after: always; }
        .page:last-child { page-break-after: auto; }
        table { width: 100%; border-collapse: collapse; }
        td, th { vertical-align: top; text-align: left; }
        svg { display: block; width: 100%; }
        .sign { display: inline-block; width: 5mm; vertical-align: middle; }
        h1 { font-size: 20pt; line-height: 1.1; }
        h1.long { font-size: 15pt; }
        h2 { font-size: 15pt; line-height: 1.15; margin-bottom: 1.5mm; }
        h3 { font-size: 12pt; margin-bottom: 1mm; }
        .second { font-weight: normal; font-style: italic; font-size: 12pt; }
        .large { font-size: 20pt; line-height: 1; }
        footer { position: absolute; bottom: 0; left: 0; right: 0; }
        .source { border-top: 0.5pt solid #111; padding-top: 1mm; line-height: 1.15; }

        /* Head of every page. */
        .head { border-bottom: 2pt solid #111; margin-bottom: 3mm; }
        .head td { padding-bottom: 2mm; vertical-align: bottom; }
        .logo { width: 22mm; }
        .logo img { max-width: 19mm; max-height: 17mm; }
        .month { text-align: right; width: 62mm; }
        .monthName { display: inline-block; background: #111; color: #fff; font-weight: bold; font-size: 16pt;
          padding: 1mm 3mm; border: 1pt solid #111; }
        .monthName.small { background: #fff; color: #111; font-size: 12pt; }
        .code { font-size: 10pt; padding-top: 1mm; }
        .state { font-weight: bold; border: 1pt dashed #111; padding: 0.5mm 2mm; margin-bottom: 2mm; }

        /* Blocks of the community's report. */
        .block { border-bottom: 0.5pt solid #8a8a8a; padding-bottom: 1.6mm; margin-bottom: 2mm; }
        .boxes { table-layout: fixed; margin-bottom: 1.5mm; }
        .boxes td { text-align: center; padding: 0 1mm; line-height: 1.15; }
        .box { width: 14mm; margin: 0 auto 0.5mm; }
        .day { font-weight: bold; }
        .context { font-style: italic; }
        .figure > tbody > tr > td { padding-right: 4mm; }
        .people { margin-bottom: 1mm; max-width: 100mm; }
        .sentence { margin-bottom: 1mm; }
        td.level { width: 34mm; text-align: center; font-weight: bold; padding-right: 0 !important; line-height: 1.1; }
        td.level .sign { width: 21mm; margin: 1mm auto; }
        .bars { width: 132mm; }
        .bars td { padding: 0.4mm 0; vertical-align: middle; white-space: nowrap; line-height: 1.1; }
        .bars .name { width: 36mm; padding-right: 2mm; }
        .bars .value { width: 34mm; padding-left: 2mm; font-weight: bold; }
        .change .sign { width: 4.5mm; }
        .compare > tbody > tr > td { padding-right: 3mm; }
        .compare .bars { width: 112mm; }
        .compare .bars .name { width: 40mm; }
        .compare td.trend { width: 68mm; padding-right: 0; }
        .answers { margin: 1mm 0 1.5mm; table-layout: fixed; }
        .answers td { padding-right: 2mm; }
        .legend { margin-bottom: 1mm; }
        .legend td { vertical-align: middle; line-height: 1.1; padding-right: 3mm; }
        .legend .mark { width: 9mm; padding-right: 2mm; }
        .legend .sign { width: 7mm; display: block; }

        /* Agreements. */
        .agreed td { padding: 1.2mm 2mm 1.2mm 0; border-bottom: 0.5pt solid #8a8a8a; line-height: 1.15; }
        .agreed .mark { width: 11mm; }
        .agreed .mark .sign { width: 8mm; }
        .agreed .state { width: 32mm; font-weight: bold; border-width: 0 0 0.5pt; border-style: solid;
          border-color: #8a8a8a; }
        .agreed .who { font-style: italic; }
        .lines th, .lines td { border: 1pt solid #111; padding: 1mm 2mm; }
        .lines td { height: 15.5mm; }
        .lines .number { width: 9mm; text-align: center; font-weight: bold; }
        .lines .who { width: 44mm; }
        .lines .until { width: 38mm; }
        .signatures { table-layout: fixed; margin-bottom: 3mm; }
        .signatures td { text-align: center; padding: 15mm 2mm 0; line-height: 1.1; }
        .signatures .line { border-top: 1pt solid #111; margin-bottom: 1mm; }

        /* Wall strips: two a page, cut apart at the dashes, read from some steps away. */
        .strip .half { height: 136mm; overflow: hidden; page-break-inside: avoid; padding-top: 1mm; font-size: 14pt; }
        .strip .half + .half { border-top: 1pt dashed #8a8a8a; padding-top: 4mm; }
        .strip h1 { font-size: 22pt; }
        .strip h1.long { font-size: 16pt; }
        .strip h2 { font-size: 17pt; }
        .strip .monthName { font-size: 19pt; }
        .strip .box { width: 18mm; }
        .strip .place, .strip .why { font-size: 12pt; }
        .strip .pair { table-layout: fixed; }
        .strip .pair > tbody > tr > td { padding-right: 4mm; }
        .strip table.level { margin-bottom: 1.5mm; }
        .strip table.level td { vertical-align: middle; }
        .strip table.level .sign { display: table-cell; width: 22mm; padding-right: 4mm; }
        .strip .large { font-size: 24pt; }
        .strip .boxes { margin-bottom: 2mm; }
        .strip .people { max-width: 72mm; }
        .strip .month { width: 54mm; }
        .strip .head { margin-bottom: 2mm; }
        .strip .received { padding-top: 1mm; }

        /* Lists of the office and of officials. */
        .warning { border: 2pt solid #111; padding: 1mm 3mm; font-weight: bold; margin-bottom: 3mm; }
        .flow h2, .summary h2 { margin-top: 3.5mm; page-break-after: avoid; }
        .list th { border-bottom: 1pt solid #111; padding: 0.5mm 2mm 0.5mm 0; }
        .list td { border-bottom: 0.5pt solid #8a8a8a; padding: 0.8mm 2mm 0.8mm 0; line-height: 1.15; }
        .list tr, .notes tr { page-break-inside: avoid; }
        .list .value { white-space: nowrap; }
        .list .sign { width: 7mm; }
        .list td.value { padding-right: 6mm; }
        .list.cover .value { width: 22mm; text-align: right; }
        .notes td { padding: 0.7mm 2mm 0.7mm 0; line-height: 1.15; }
        .notes .name { width: 76mm; }
        .tick { width: 8mm; }
        .tick span { display: inline-block; width: 4.5mm; height: 4.5mm; border: 1pt solid #111;
          vertical-align: middle; }
        .total { font-weight: bold; }
        .numbers { table-layout: fixed; }
        .numbers td { border: 1pt solid #111; padding: 1.5mm 3mm; line-height: 1.15; }
        .numbers .name { font-weight: bold; }
        .numbers .number { font-size: 26pt; font-weight: bold; line-height: 1.1; }
        .do { font-weight: bold; padding-top: 1mm; }
        .summary { font-size: 11pt; }
        .summary h2 { margin-top: 3mm; margin-bottom: 1mm; }
        .summary .notes .name { width: 84mm; }
        .levels { margin-bottom: 1mm; }

        /* What there is fills its page: large where there is little, small where there is much. */
        .roomy .block { padding-bottom: 4.5mm; margin-bottom: 4.5mm; }
        .roomy .box { width: 20mm; }
        .roomy .sentence, .roomy .change, .roomy .boxes { font-size: 13pt; }
        .roomy .large { font-size: 24pt; }
        .roomy .people { max-width: 128mm; }
        .roomy td.level .sign { width: 25mm; }
        .roomy .bars td { padding-top: 1mm; padding-bottom: 1mm; }
        .dense .box { width: 12mm; }
        .dense .block { padding-bottom: 1.2mm; margin-bottom: 1.6mm; }
        .dense .people { max-width: 80mm; }
        .dense .compare td.trend { width: 54mm; }
        .dense .bars td { padding-top: 0; padding-bottom: 0; }
        .dense .boxes { margin-bottom: 0.5mm; }
        .dense h2 { font-size: 14pt; margin-bottom: 1mm; }
        .dense .large { font-size: 17pt; }
        .dense td.level .sign { width: 18mm; }
        .dense .sentence { margin-bottom: 0; }
        .bilingual .lines td { height: 14mm; }
        .bilingual.strip .box { width: 17mm; }

        /* Cards: A6, four a sheet, cut apart at the dashes. What is written stands in a frame, for who reads little. */
        @page cards { size: A4; margin: 0; }
        .cards { page: cards; position: relative; width: 210mm; height: 296.5mm; overflow: hidden; page-break-after: always; }
        .cards:last-child { page-break-after: auto; }
        .card { position: absolute; width: 105mm; height: 148.2mm; padding: 6.5mm 7mm; overflow: hidden; font-size: 11pt;
          line-height: 1.18; }
        .card.topLeft, .card.bottomLeft { left: 0; border-right: 0.7pt dashed #111; }
        .card.topRight, .card.bottomRight { left: 105mm; }
        .card.topLeft, .card.topRight { top: 0; border-bottom: 0.7pt dashed #111; }
        .card.bottomLeft, .card.bottomRight { top: 148.2mm; }
        .cardHead { border-bottom: 1.5pt solid #111; margin-bottom: 1.5mm; }
        .cardHead td { vertical-align: bottom; padding-bottom: 1mm; font-size: 9.5pt; line-height: 1.1; }
        .cardHead td.to { text-align: right; width: 47mm; white-space: nowrap; }
        .cardHead .number { font-size: 17pt; line-height: 1; display: block; }
        .cardHead .free { display: block; height: 7mm; border-bottom: 1pt solid #111; }
        .card .who { font-size: 13pt; }
        .card .school { font-weight: bold; }
        .card .asked { margin-top: 0.5mm; }
        .write { margin-top: 1.2mm; }
        .write td { vertical-align: middle; padding: 0.45mm 0; line-height: 1.08; }
        .write td.wish { padding-right: 1.5mm; font-size: 10pt; }
        .write td.text { width: 55mm; border: 1pt solid #111; padding: 0.7mm 1.5mm; font-weight: bold; font-size: 12.5pt; }
        .write td.below { font-size: 9pt; padding-bottom: 0.8mm; }
        .card .listHead { font-weight: bold; margin-top: 1.5mm; }
        .card .codes { font-size: 9pt; }
        .card .one { display: inline-block; width: 44mm; vertical-align: top; white-space: nowrap; overflow: hidden; }
        .card .codes.wide { font-size: 10.5pt; }
        .card .codes.wide .one { display: block; width: auto; }
        .card footer { bottom: 6mm; left: 7mm; right: 7mm; font-size: 9.5pt; line-height: 1.1; }
        .card .call { border: 1.5pt solid #111; padding: 0.8mm 1.5mm; margin-bottom: 1mm; font-weight: bold; font-size: 10pt; }
        .card.roomy { font-size: 12pt; }
        .card.roomy .who { font-size: 15pt; }
        .card.roomy .write { margin-top: 2.5mm; }
        .card.roomy .write td.wish { font-size: 11pt; }
        .card.roomy .write td.text { font-size: 14pt; padding-top: 1.3mm; padding-bottom: 1.3mm; }
        .card.dense { font-size: 10pt; }
        .card.dense .who { font-size: 12pt; }
        .card.dense .write td { padding-top: 0.2mm; padding-bottom: 0.2mm; }
        .card.dense .write td.wish { font-size: 9pt; }
        .card.dense .write td.text { font-size: 11pt; padding-top: 0.35mm; padding-bottom: 0.35mm; }
        .card.dense .write td.below { font-size: 8.5pt; padding-bottom: 0.3mm; }
        .card.dense .listHead { margin-top: 0.5mm; }

        """#
}
