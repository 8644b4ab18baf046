using HuddleBot.Cards.Templating;
using HuddleBot.Core.Cards;

namespace HuddleBot.Cards.Slack;

/// <summary>What a Slack template must keep, besides fitting its view: the ids that come back to us are ids that we know.</summary>
internal static class SlackTemplateRules
{
    private static readonly HashSet<string> ActionIds = [.. Verbs.All, .. Verbs.Inputs.All];

    public static void Check(string file, TemplateNode node, List<TemplateProblem> problems)
    {
        switch (node)
        {
            case TemplateNode.Items items:
                foreach (var item in items.Nodes) Check(file, item, problems);
                break;
            case TemplateNode.Element element:
                foreach (var (name, value) in element.Properties)
                {
                    if (name == "action_id") CheckId(file, value, "action id", ActionIds, problems);
                    else if (name == "callback_id") CheckId(file, value, "callback id", Verbs.All, problems);
                    else Check(file, value, problems);
                }

                break;
        }
    }

    /// <summary>An id of ours, or the verb that the view gives, which comes from <see cref="Verbs"/>.</summary>
    private static void CheckId(string file, TemplateNode value, string what, IReadOnlySet<string> known, List<TemplateProblem> problems)
    {
        if (value is TemplateNode.Whole { Expression: Expression.Name { Value: "verb" } }) return;
        var id = (value as TemplateNode.Constant)?.Value?.ToString();
        if (id is null || !known.Contains(id))
            problems.Add(new(file, value.Path, $"the {what} '{id}' is not known; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}"));
    }
}
