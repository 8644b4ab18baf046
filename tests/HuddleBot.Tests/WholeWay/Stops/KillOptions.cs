using System.Globalization;
using HuddleBot.Core.Identity;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>How many processes are killed, and on which ways.</summary>
/// <param name="Kills">It ends after so many.</param>
/// <param name="Limit">It ends after so long, however many there were.</param>
/// <param name="Platform">Null: both.</param>
/// <param name="Storage"><c>sqlite</c> or <c>azurite</c>; null: both.</param>
/// <param name="Bots">So many on one storage; null: one, and three.</param>
internal sealed record KillOptions(int Kills, TimeSpan Limit, int Seed, Platform? Platform, string? Storage, int? Bots)
{
    public const string Usage = "kills [--kills 500] [--minutes 40] [--seed N] [--platform slack|teams] [--storage sqlite|azurite] [--bots 1|3] [--way NAME] [--walk N] [--slow MILLISECONDS]";

    /// <summary>Null: all.</summary>
    public string? Way { get; init; }

    /// <summary>The seed of every walk, to try one again; null: each has another.</summary>
    public int? Walk { get; init; }

    /// <summary>So long the storage takes for each decision of a person.</summary>
    public TimeSpan Slow { get; init; }

    /// <exception cref="FormatException">A word that it does not know.</exception>
    public static KillOptions Parse(IReadOnlyList<string> words)
    {
        var options = new KillOptions(500, TimeSpan.FromMinutes(40), 20261123, null, null, null);
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw new FormatException($"{words[i]} needs a value. {Usage}");
            options = (words[i], value) switch
            {
                ("--kills", _) => options with { Kills = Number(value, 1) },
                ("--minutes", _) => options with { Limit = TimeSpan.FromMinutes(Number(value, 1)) },
                ("--seed", _) => options with { Seed = Number(value, 0) },
                ("--platform", "slack") => options with { Platform = Core.Identity.Platform.Slack },
                ("--platform", "teams") => options with { Platform = Core.Identity.Platform.Teams },
                ("--storage", "sqlite" or "azurite") => options with { Storage = value },
                ("--bots", "1" or "3") => options with { Bots = Number(value, 1) },
                ("--way", _) when Ways.All.Any(way => way.Name == value) => options with { Way = value },
                ("--walk", _) => options with { Walk = Number(value, 0) },
                ("--slow", _) => options with { Slow = TimeSpan.FromMilliseconds(Number(value, 0)) },
                _ => throw new FormatException($"{words[i]} {value} is not known. {Usage}"),
            };
        }

        return options;
    }

    private static int Number(string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : throw new FormatException($"'{value}' is no number from {least} on. {Usage}");
}
