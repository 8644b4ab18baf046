namespace HuddleBot.Playground.MicrosoftTeams.Cards;

/// <summary>A property of an element: what it holds, and whether it must be there.</summary>
/// <param name="Kind">A name of <see cref="CardShapes.Enums"/>, or <c>text</c>, <c>bool</c>, <c>number</c>, <c>url</c>, <c>any</c>, <c>element</c>, <c>elements</c>, <c>action</c>, <c>actions</c>, <c>card</c>, or a shape's name with <c>[]</c> for a list.</param>
internal sealed record CardProperty(string Kind, bool IsRequired);

/// <summary>Adaptive Cards 1.5 as a table, with what Teams adds (docs: Adaptive Cards schema explorer 1.5; Teams: Cards reference). <c>!</c> marks what must be there.</summary>
internal static class CardShapes
{
    private const string Common = "id:text isVisible:bool separator:bool spacing:spacing height:any fallback:fallback requires:any targetWidth:text grid.area:text lang:text rtl:bool";
    private const string Input = Common + " label:text isRequired:bool errorMessage:text labelPosition:any labelWidth:any";
    private const string Action = "id:text title:text iconUrl:url style:actionStyle fallback:fallback requires:any tooltip:text isEnabled:bool mode:mode role:any";
    private const string Box = "style:containerStyle verticalContentAlignment:vertical bleed:bool minHeight:text backgroundImage:any selectAction:action rtl:bool";

    public static IReadOnlyDictionary<string, string[]> Enums { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["spacing"] = ["none", "extraSmall", "small", "default", "medium", "large", "extraLarge", "padding"],
        ["actionStyle"] = ["default", "positive", "destructive"],
        ["mode"] = ["primary", "secondary"],
        ["containerStyle"] = ["default", "emphasis", "good", "attention", "warning", "accent"],
        ["vertical"] = ["top", "center", "bottom"],
        ["horizontal"] = ["left", "center", "right"],
        ["color"] = ["default", "dark", "light", "accent", "good", "warning", "attention"],
        ["font"] = ["default", "monospace"],
        ["textSize"] = ["default", "small", "medium", "large", "extraLarge"],
        ["weight"] = ["default", "lighter", "bolder"],
        ["textStyle"] = ["default", "heading", "columnHeader"],
        ["imageSize"] = ["auto", "stretch", "small", "medium", "large"],
        ["imageStyle"] = ["default", "person"],
        ["textInputStyle"] = ["text", "tel", "url", "email", "password"],
        ["choiceStyle"] = ["compact", "expanded", "filtered"],
        ["associatedInputs"] = ["auto", "none"],
    };

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, CardProperty>> Elements { get; } = Table(
        ("TextBlock", Common + " text!:text wrap:bool color:color fontType:font horizontalAlignment:horizontal isSubtle:bool maxLines:number size:textSize weight:weight style:textStyle"),
        ("RichTextBlock", Common + " inlines!:inlines horizontalAlignment:horizontal"),
        ("Image", Common + " url!:url altText!:text backgroundColor:text horizontalAlignment:horizontal selectAction:action size:imageSize style:imageStyle width:text msteams:any"),
        ("ImageSet", Common + " images!:elements imageSize:imageSize"),
        ("Media", Common + " sources!:any poster:url altText:text"),
        ("Container", Common + " items!:elements " + Box),
        ("ColumnSet", Common + " columns!:Column[] horizontalAlignment:horizontal " + Box),
        ("FactSet", Common + " facts!:Fact[]"),
        ("Table", Common + " columns!:TableColumnDefinition[] rows!:TableRow[] firstRowAsHeader:bool showGridLines:bool gridStyle:containerStyle horizontalCellContentAlignment:horizontal verticalCellContentAlignment:vertical"),
        ("ActionSet", Common + " actions!:actions horizontalAlignment:horizontal"),
        ("Input.Text", Input + " id!:text isMultiline:bool maxLength:number placeholder:text regex:text style:textInputStyle inlineAction:action value:text"),
        ("Input.Number", Input + " id!:text min:number max:number placeholder:text value:number"),
        ("Input.Date", Input + " id!:text min:text max:text placeholder:text value:text"),
        ("Input.Time", Input + " id!:text min:text max:text placeholder:text value:text"),
        ("Input.Toggle", Input + " id!:text title!:text value:text valueOff:text valueOn:text wrap:bool"),
        ("Input.ChoiceSet", Input + " id!:text choices:Choice[] choices.data:any isMultiSelect:bool style:choiceStyle value:text placeholder:text wrap:bool"));

    /// <summary>Shapes that stand inside an element and need not name their type.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, CardProperty>> Parts { get; } = Table(
        ("Column", Common + " items:elements width:any " + Box),
        ("Fact", "title!:text value!:text"),
        ("Choice", "title!:text value!:text"),
        ("TableColumnDefinition", "width:any horizontalCellContentAlignment:horizontal verticalCellContentAlignment:vertical"),
        ("TableRow", "cells!:TableCell[] style:containerStyle horizontalCellContentAlignment:horizontal verticalCellContentAlignment:vertical"),
        ("TableCell", "items!:elements " + Box),
        ("TextRun", "text!:text color:color fontType:font highlight:bool isSubtle:bool italic:bool selectAction:action size:textSize strikethrough:bool underline:bool weight:weight"));

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, CardProperty>> Actions { get; } = Table(
        ("Action.Execute", Action + " verb:text data:any associatedInputs:associatedInputs"),
        ("Action.Submit", Action + " data:any associatedInputs:associatedInputs msteams:any"),
        ("Action.OpenUrl", Action + " url!:url"),
        ("Action.ShowCard", Action + " card!:card"),
        ("Action.ToggleVisibility", Action + " targetElements!:any"));

    public static IReadOnlyDictionary<string, CardProperty> Card { get; } = Properties(
        "$schema:text version:text body:elements actions:actions selectAction:action fallbackText:text lang:text speak:text refresh:any authentication:any metadata:any msteams:any "
        + "minHeight:text rtl:bool verticalContentAlignment:vertical backgroundImage:any style:containerStyle");

    /// <summary>What Teams shows beyond 1.5; not looked into.</summary>
    public static bool IsTeamsExtra(string type) => type is "CodeBlock" or "Icon" or "CompoundButton" or "Rating" or "Input.Rating" || type.StartsWith("Chart.", StringComparison.Ordinal);

    private static Dictionary<string, IReadOnlyDictionary<string, CardProperty>> Table(params (string Type, string Properties)[] rows) =>
        rows.ToDictionary(row => row.Type, row => Properties(row.Properties), StringComparer.Ordinal);

    /// <summary>The last word on a property counts: inputs must have the id that other elements may have.</summary>
    private static IReadOnlyDictionary<string, CardProperty> Properties(string line)
    {
        var properties = new Dictionary<string, CardProperty>(StringComparer.Ordinal) { ["type"] = new("text", false) };
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, kind) = (word[..word.IndexOf(':', StringComparison.Ordinal)], word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            properties[name.TrimEnd('!')] = new CardProperty(kind, name.EndsWith('!'));
        }

        return properties;
    }
}
