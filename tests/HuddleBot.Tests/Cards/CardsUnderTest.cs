using System.Text.Json.Nodes;
using HuddleBot.Cards;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;

namespace HuddleBot.Tests.Cards;

/// <summary>The real cards, on a clock that stands.</summary>
internal static class CardsUnderTest
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "cards");

    public static CardCatalog Catalog { get; } = CardCatalog.Load(Folder);

    public static CardComposer Composer { get; } = new(Catalog, new StandingClock());

    public static JsonNode Slack(CardContent content) => JsonNode.Parse(Composer.Compose(Platform.Slack, content).Json)!;

    public static JsonNode Teams(CardContent content) => JsonNode.Parse(Composer.Compose(Platform.Teams, content).Json)!;

    /// <summary>Everything that can be sent to a platform.</summary>
    public static IEnumerable<(string Name, CardContent Content)> SamplesFor(Platform platform) => platform == Platform.Teams ? CardSamples.AllOnTeams : CardSamples.All;

    /// <summary>Every element of this type, anywhere in the card.</summary>
    public static IEnumerable<JsonObject> Elements(JsonNode? node, params string[] types) => node switch
    {
        JsonArray items => items.SelectMany(item => Elements(item, types)),
        JsonObject element => element.SelectMany(pair => Elements(pair.Value, types)).Concat(types.Contains(element["type"]?.ToString()) ? [element] : []),
        _ => [],
    };

    /// <summary>Every string under one of these names, anywhere in the card.</summary>
    public static IEnumerable<string> Values(JsonNode? node, params string[] names) => node switch
    {
        JsonArray items => items.SelectMany(item => Values(item, names)),
        JsonObject element => element.SelectMany(pair => names.Contains(pair.Key) && pair.Value is JsonValue value ? [value.ToString()] : Values(pair.Value, names)),
        _ => [],
    };

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => CardSamples.Now.ToDateTimeOffset();
    }
}
