using System.Text.Json.Nodes;
using HuddleBot.Cards.Slack;
using HuddleBot.Cards.Teams;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Views;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards;

/// <summary>Everything in <c>cards/</c>: read once at the start, and held against the code that uses it.</summary>
internal sealed class CardCatalog
{
    private readonly Dictionary<Platform, Dictionary<Type, TemplateNode>> templates;

    private CardCatalog(CardStrings strings, Dictionary<Platform, Dictionary<Type, TemplateNode>> templates) => (Strings, this.templates) = (strings, templates);

    /// <summary>The records that templates draw.</summary>
    public static IReadOnlyList<Type> Views { get; } = [.. typeof(CardView).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CardView)) && !type.IsAbstract)];

    public CardStrings Strings { get; }

    /// <summary>Null: this platform has no templates yet.</summary>
    public TemplateNode? Find(Platform platform, Type view) => templates.GetValueOrDefault(platform)?[view];

    /// <exception cref="CardsException">With everything that does not fit, at once.</exception>
    public static CardCatalog Load(string folder)
    {
        var problems = new List<TemplateProblem>();
        CheckFolders(folder, problems);
        var strings = ReadText(folder, "strings/en.json", problems) is { } json ? CardStrings.Read("cards/strings/en.json", json, problems) : null;
        var used = new HashSet<string>(StringComparer.Ordinal);
        var platforms = Enum.GetValues<Platform>().Where(platform => Directory.Exists(Path.Combine(folder, PlatformNames.NameOf(platform))))
            .ToDictionary(platform => platform, platform => LoadPlatform(folder, platform, strings, used, problems));
        if (platforms.Count == 0) problems.Add(new("cards", "$", "there are no templates: put them back beside the binary"));
        if (strings is not null) StringsChecker.Check(strings, used, problems);
        if (problems.Count > 0 || strings is null)
            throw new CardsException($"The cards do not fit together:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}");
        return new(strings, platforms);
    }

    /// <summary><c>IssueCardView</c> is drawn by <c>issue-card.json</c>.</summary>
    public static string TemplateName(Type view) =>
        string.Concat(view.Name[..^"View".Length].Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static Dictionary<Type, TemplateNode> LoadPlatform(string folder, Platform platform, CardStrings? strings, HashSet<string> used, List<TemplateProblem> problems)
    {
        var name = PlatformNames.NameOf(platform);
        var known = Views.ToDictionary(TemplateName, StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, name)).Select(path => Path.GetFileName(path)))
        {
            if (!file.EndsWith(".json", StringComparison.Ordinal) || !known.ContainsKey(file[..^".json".Length]))
                problems.Add(new($"cards/{name}/{file}", "$", $"no card has this name; there are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}"));
        }

        var nodes = new Dictionary<Type, TemplateNode>();
        foreach (var (template, view) in known)
        {
            var file = $"{name}/{template}.json";
            if (ReadText(folder, file, problems) is not { } json || new TemplateParser($"cards/{file}", problems).Parse(json) is not { } node) continue;
            nodes[view] = node;
            var checker = new TemplateChecker($"cards/{file}", TemplateShape.Of(view, platform), TemplateShape.OfJson(strings?.Tree), problems);
            if (strings is not null) checker.Check(node);
            used.UnionWith(checker.UsedStrings);
            if (platform == Platform.Slack) SlackTemplateRules.Check($"cards/{file}", node, problems);
            else if (strings is not null) new TeamsTemplateRules($"cards/{file}", checker.OurPaths, problems).Check(JsonNode.Parse(json)!);
        }

        return nodes;
    }

    private static void CheckFolders(string folder, List<TemplateProblem> problems)
    {
        if (!Directory.Exists(folder)) return;
        string[] known = ["strings", "samples", "questions", .. Enum.GetValues<Platform>().Select(PlatformNames.NameOf)];
        foreach (var name in Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Where(name => !known.Contains(name)))
            problems.Add(new($"cards/{name}", "$", $"this folder is not known; there are {string.Join(", ", known)}"));
    }

    private static string? ReadText(string folder, string file, List<TemplateProblem> problems)
    {
        var path = Path.Combine(folder, file);
        if (File.Exists(path)) return File.ReadAllText(path);
        problems.Add(new($"cards/{file}", "$", "this file is missing: put it back"));
        return null;
    }
}
