using System.Buffers;

namespace HuddleBot.Core.Identity;

/// <summary>The chat platform that a channel or a person belongs to.</summary>
public enum Platform
{
    /// <summary>Slack; <c>slack</c> in files.</summary>
    Slack,

    /// <summary>Microsoft Teams; <c>teams</c> in files.</summary>
    Teams,
}

/// <summary>The id of a frontline team as the teams file gives it: 1 to 63 of <c>a-z 0-9 -</c>, starting with a letter or digit.</summary>
public sealed record TeamId
{
    private const int MostCharacters = 63;
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <exception cref="FormatException">The text is not such an id.</exception>
    public TeamId(string value)
    {
        if (!IsValid(value)) throw new FormatException($"'{value}' is no team id: use 1 to 63 of a-z, 0-9 and -, starting with a letter or digit");
        Value = value;
    }

    private TeamId() => Value = "-company";

    /// <summary>Whose messages are no team's: the digest's. No team of a file can have this id.</summary>
    public static TeamId Company { get; } = new();

    public string Value { get; }

    public static bool IsValid(string? value) => value is [not '-', ..] && value.Length <= MostCharacters && !value.AsSpan().ContainsAnyExcept(Characters);

    /// <summary>Reads what a row of ours names: a team, or <see cref="Company"/>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static TeamId Parse(string text) => text == Company.Value ? Company : new(text);

    public override string ToString() => Value;
}

/// <summary>One person on one platform. Two accounts are two persons; nothing here is a name.</summary>
/// <param name="Workspace">Slack team id (<c>T…</c>) or Entra tenant id.</param>
/// <param name="User">Slack user id (<c>U…</c>, <c>W…</c>) or Entra object id.</param>
public sealed record PersonId(Platform Platform, string Workspace, string User)
{
    /// <summary>The storage form: <c>slack/T0001/U0002</c>.</summary>
    public override string ToString() => $"{PlatformNames.NameOf(Platform)}/{Workspace}/{User}";

    /// <exception cref="FormatException">Not of the form that <see cref="ToString"/> writes.</exception>
    public static PersonId Parse(string text)
    {
        var (platform, workspace, id) = PlatformNames.Split(text);
        return new(platform, workspace, id);
    }
}

/// <summary>One channel on one platform, or (Slack) a person's id, which opens a direct message.</summary>
/// <param name="Workspace">Slack team id (<c>T…</c>) or Entra tenant id.</param>
/// <param name="Channel">Slack channel id (<c>C…</c>, <c>G…</c>, <c>D…</c>) or Teams conversation id without <c>;messageid=</c>.</param>
public sealed record ChannelId(Platform Platform, string Workspace, string Channel)
{
    /// <summary>The storage form: <c>slack/T0001/C0001</c>.</summary>
    public override string ToString() => $"{PlatformNames.NameOf(Platform)}/{Workspace}/{Channel}";

    /// <exception cref="FormatException">Not of the form that <see cref="ToString"/> writes.</exception>
    public static ChannelId Parse(string text)
    {
        var (platform, workspace, id) = PlatformNames.Split(text);
        return new(platform, workspace, id);
    }
}

/// <summary>The id of an issue, and of the response that it came from: the team's id, a dot, and 16 characters of a stable hash.</summary>
/// <remarks>It names its team because the team's partition is where everything about the issue lies, and because a button carries nothing else.</remarks>
public sealed record IssueId
{
    private IssueId(TeamId team, string key) => (Team, Key) = (team, key);

    public TeamId Team { get; }

    /// <summary>What tells it apart within its team's partition.</summary>
    public string Key { get; }

    /// <summary>The issue that a response makes: always the same for the same team, source and response id.</summary>
    public static IssueId OfResponse(TeamId team, string source, string responseId) => new(team, StableHash.Of("response", source, responseId));

    /// <summary>The issue that a person raises; <paramref name="operation"/> identifies the click or command, so that its repetition is the same issue.</summary>
    public static IssueId Raised(TeamId team, string operation) => new(team, StableHash.Of("raised", operation));

    public override string ToString() => $"{Team}.{Key}";

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else, such as a forged button value, is null.</summary>
    public static IssueId? TryParse(string? text)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 1) return null;
        var (team, key) = (text![..dot], text[(dot + 1)..]);
        return TeamId.IsValid(team) && StableHash.IsHash(key) ? new(new(team), key) : null;
    }
}

/// <summary>The id of a theme: <c>theme.</c> and 16 characters of a stable hash. Themes cross teams, so it names none.</summary>
public sealed record ThemeId
{
    private const string Prefix = "theme.";

    private ThemeId(string key) => Key = key;

    public string Key { get; }

    /// <summary>The theme that a person begins; <paramref name="operation"/> identifies the form, so that its repetition is the same theme.</summary>
    public static ThemeId Of(string operation) => new(StableHash.Of("theme", operation));

    public override string ToString() => Prefix + Key;

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is null.</summary>
    public static ThemeId? TryParse(string? text) =>
        text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) && StableHash.IsHash(text[Prefix.Length..]) ? new(text[Prefix.Length..]) : null;
}

/// <summary>How files and storage spell the platforms.</summary>
public static class PlatformNames
{
    public static string NameOf(Platform platform) => platform switch
    {
        Platform.Slack => "slack",
        Platform.Teams => "teams",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "no such platform"),
    };

    public static Platform? TryParse(string? name) => name switch { "slack" => Platform.Slack, "teams" => Platform.Teams, _ => null };

    internal static (Platform Platform, string Workspace, string Id) Split(string text)
    {
        var parts = text.Split('/', 3);
        return parts.Length == 3 && TryParse(parts[0]) is { } platform
            ? (platform, parts[1], parts[2])
            : throw new FormatException($"'{text}' is not of the form platform/workspace/id");
    }
}
