using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Digests;

/// <summary>What became of a digest day.</summary>
internal enum DigestFate
{
    /// <summary>Its messages were put into the outbox with this note.</summary>
    Sent,

    /// <summary>There was nothing to say.</summary>
    Silent,

    /// <summary>The bot did not run, and it had become too late.</summary>
    PassedOver,
}

/// <summary>A digest that was made, committed with its messages: what is there is never made again, by whatever process.</summary>
/// <param name="Id">Names it and its messages: the addressee and the day, or the addressee and who asked.</param>
/// <param name="Day">The digest day; it speaks of whole days before it. Of what somebody asked for the day after, so that today is in it.</param>
/// <param name="DueAt">When it was due, or when somebody asked.</param>
/// <param name="WithMonth">The month before is told with it.</param>
/// <param name="WithQuarter">So is the quarter.</param>
/// <param name="IsAsked">Somebody asked for it, whatever the calendar says.</param>
internal sealed record DigestNote(
    string Id, DigestAddressee To, LocalDate Day, Instant DueAt, Instant MadeAt, DigestFate Fate, bool WithMonth, bool WithQuarter, bool IsAsked)
{
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;

    public bool IsLate => !IsAsked && MadeAt - DueAt > DigestCalendar.Punctual;

    public static string IdOf(DigestAddressee to, LocalDate day) => $"{to.Key}-{Date.Format(day)}";

    /// <param name="operation">The click or command, so that its repetition is the same digest.</param>
    public static string IdAsked(DigestAddressee to, string operation) => $"{to.Key}-asked-{StableHash.Of("asked", operation)}";

    public static string MonthOf(DigestAddressee to, LocalDate day) => $"{TeamRows.Digest}{to.Key}-{day:uuuu-MM}-";

    public string SlotOf(DigestPart part) => $"{TeamRows.Digest}{Id}.{part.Name}";

    /// <summary>Null: it is no message of a digest.</summary>
    public static (string Id, DigestPart Part)? ReadSlot(string slotId) =>
        slotId.StartsWith(TeamRows.Digest, StringComparison.Ordinal) && slotId[TeamRows.Digest.Length..].Split('.') is [var id, var name] && DigestPart.TryParse(name) is { } part ? (id, part) : null;

    public TableEntity ToEntity() => new(TeamRows.Company, TeamRows.Digest + Id)
    {
        ["Place"] = To.Place.ToString(),
        ["Manager"] = (To.Scope as DigestScope.TeamsOf)?.Manager.ToString(),
        ["Zone"] = To.Zone.Id,
        ["Day"] = Date.Format(Day),
        ["DueAt"] = DueAt,
        ["MadeAt"] = MadeAt,
        ["Fate"] = Fate.ToString(),
        ["WithMonth"] = WithMonth,
        ["WithQuarter"] = WithQuarter,
        ["IsAsked"] = IsAsked,
    };

    public static DigestNote FromEntity(TableEntity row) => new(
        row.RowKey[TeamRows.Digest.Length..],
        new(ChannelId.Parse(row.RequireString("Place")), row.GetString("Manager") is { } manager ? new DigestScope.TeamsOf(PersonId.Parse(manager)) : new DigestScope.WholeCompany(), DateTimeZoneProviders.Tzdb[row.RequireString("Zone")]),
        Date.Parse(row.RequireString("Day")).Value, row.RequireInstant("DueAt"), row.RequireInstant("MadeAt"), Enum.Parse<DigestFate>(row.RequireString("Fate")),
        row.GetBoolean("WithMonth") is true, row.GetBoolean("WithQuarter") is true, row.GetBoolean("IsAsked") is true);
}
