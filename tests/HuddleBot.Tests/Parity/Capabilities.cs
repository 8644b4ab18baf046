using System.Reflection;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Parity;

/// <summary>Everything that people can do or see, as the code lists it: verbs, requests, cards and kinds of messages; and the few ways that are no such list.</summary>
internal static class Capabilities
{
    public const string PostedOnceAfterReturn = "way: what waits is posted once when the bot is back";
    public const string EditedOnce = "way: a comment that arrives after its score edits the card";
    public const string SecondIsTold = "way: the second of two is told who was first";

    public const string HeardInThread = "way: what is written in the thread of a huddle, changed and deleted there, stands so in its receipt";

    public const string AnsweredInThread = "way: what is written below the card of an issue answers the manager's question";

    public static IReadOnlyList<string> All { get; } =
    [
        .. Verbs.All.Select(OfVerb),
        .. NestedIn(typeof(HuddleRequest)).Select(type => OfRequest(type.Name)),
        .. NestedIn(typeof(CardContent)).Select(type => OfCard(type.Name)),
        .. Enum.GetValues<SlotKind>().Select(OfMessage),
        PostedOnceAfterReturn, EditedOnce, SecondIsTold, HeardInThread, AnsweredInThread,
    ];

    /// <summary>Where a platform does not have something: why.</summary>
    public static IReadOnlyDictionary<(string Capability, Platform Platform), string> Reasons { get; } = new Dictionary<(string, Platform), string>
    {
        [(OfVerb(Verbs.Refresh), Platform.Slack)] = "Slack shows everybody the same card, and a form is a dialog: there is nothing to draw for one person and nothing to go back to.",
    };

    public static string OfVerb(string verb) => $"verb: {verb}";

    public static string OfRequest(string name) => $"request: {name}";

    public static string OfMessage(SlotKind kind) => $"message: {kind}";

    public static string OfCard(string name) => $"card: {name}";

    private static IEnumerable<Type> NestedIn(Type type) => type.GetNestedTypes(BindingFlags.Public).Where(nested => nested.IsSubclassOf(type));
}
