namespace HuddleBot.Cases;

/// <summary>How a case looks: light, one page of A4 or letter in print. Text stands out from its ground by 4.5 to 1 or more.</summary>
internal static class PageStyle
{
    /// <summary>No character in it that HTML would have to encode.</summary>
    public const string Css = """
        @page { size: auto; margin: 10mm 12mm; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: #1d1c1d; font: 14px/1.42 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 860px; margin: 0 auto; padding: 28px 24px; }
        h1 { font-size: 23px; line-height: 1.2; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 14px; margin: 16px 0 5px; border-bottom: 1px solid #d8dce1; padding-bottom: 2px; }
        p { margin: 0 0 4px; overflow-wrap: anywhere; }
        .quiet { color: #5a5e66; font-size: 12.5px; }
        .verdict { border-left: 5px solid #5a5e66; background: #f4f5f7; padding: 9px 13px; margin: 12px 0 4px; }
        .verdict.better { border-color: #1a7f4b; background: #eef8f2; }
        .verdict.worse { border-color: #c4314b; background: #fdf0f2; }
        .verdict strong { font-size: 17px; }
        .columns { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 26px; }
        .wide { grid-column: 1 / -1; }
        table { border-collapse: collapse; width: 100%; font-size: 13px; }
        th, td { text-align: left; padding: 3px 8px 3px 0; border-bottom: 1px solid #e8eaed; vertical-align: top; overflow-wrap: anywhere; }
        th { font-weight: 600; }
        thead th { color: #5a5e66; font-size: 12px; }
        td.number, th.number { text-align: right; padding-right: 0; padding-left: 8px; white-space: nowrap; font-variant-numeric: tabular-nums; }
        ol, ul { margin: 0; padding-left: 18px; font-size: 13px; }
        li { overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; margin: 0; font-size: 13px; }
        dd { margin: 0; font-weight: 600; text-align: right; white-space: nowrap; }
        blockquote { margin: 0 0 7px; padding-left: 10px; border-left: 3px solid #c3c8cf; font-size: 13px; overflow-wrap: anywhere; break-inside: avoid; }
        blockquote footer { color: #5a5e66; font-size: 12px; }
        .wide .quotes { columns: 2; column-gap: 26px; }
        th .quiet { font-weight: 400; }
        figure { margin: 6px 0 0; break-inside: avoid; }
        svg { width: 100%; height: auto; display: block; }
        .method { font-size: 12px; color: #44484f; }
        @media (max-width: 640px) { .columns { grid-template-columns: minmax(0, 1fr); } .wide .quotes { columns: 1; } main { padding: 18px 14px; } }
        @media print {
          body { font-size: 10px; line-height: 1.27; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
          main { max-width: none; padding: 0; }
          h1 { font-size: 18px; }
          h2 { font-size: 11.2px; margin: 7px 0 2px; }
          .quiet { font-size: 9.6px; }
          .verdict { padding: 6px 10px; margin: 8px 0 2px; }
          .verdict strong { font-size: 13.5px; }
          table, ol, ul, dl, blockquote { font-size: 9.7px; }
          th, td { padding-top: 2px; padding-bottom: 2px; }
          blockquote { margin-bottom: 3px; }
          p { margin-bottom: 2px; }
          blockquote footer, .method, thead th { font-size: 9.2px; }
          svg { max-height: 40mm; }
        }
        """;
}
