using System.Text.Json;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.FrontlineTeams;

/// <summary><c>huddle</c> of a team: one object, or a list of them where the team meets at several times.</summary>
internal static class HuddleReader
{
    private const int MostHuddles = 10;
    private const int MostCharactersOfName = 75;

    private static readonly Dictionary<string, AgendaPart> Parts = new(StringComparer.Ordinal)
    {
        ["promises"] = AgendaPart.Promises, ["score"] = AgendaPart.Score, ["praise"] = AgendaPart.Praise, ["comments"] = AgendaPart.Comments, ["answers"] = AgendaPart.Answers,
        ["question"] = AgendaPart.Question,
    };

    /// <param name="home">Where the team's channel is; null: not known for a mistake there.</param>
    public static IReadOnlyList<HuddleSchedule> Read(StrictObject team, Platform? home, List<string> errors)
    {
        if (team.Find("huddle") is not { } given) return [];
        if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            team.Refuse("huddle", "is no huddle; write an object such as { \"at\": \"09:15\" }, or a list of them");
            return [];
        }

        var entries = given.ValueKind == JsonValueKind.Array ? team.List("huddle") : [(given, team.PathOf("huddle"))];
        if (entries.Count is < 1 or > MostHuddles) team.Refuse("huddle", $"has {entries.Count} huddles; give 1 to {MostHuddles}, or leave it out where the team does not meet");

        var huddles = new List<HuddleSchedule>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, path) in entries)
        {
            if (StrictObject.Open(
                value, path, errors, "id", "name", "at", "days", "minutes", "nightShift", "onHolidays", "pauses", "postBefore", "catchUp", "answersFor", "leads", "agenda") is not { } huddle)
                continue;
            var id = IdOf(huddle, isNeeded: entries.Count > 1);
            if (id is not null && !ids.TryAdd(id, path)) huddle.Refuse("id", $"'{id}' is the id of {ids[id]} already; give each huddle its own");
            if (ScheduleOf(huddle, id ?? HuddleSchedule.DefaultId, home) is { } schedule) huddles.Add(schedule);
        }

        return huddles;
    }

    private static string? IdOf(StrictObject huddle, bool isNeeded)
    {
        if (huddle.Find("id") is null)
        {
            if (!isNeeded) return HuddleSchedule.DefaultId;
            huddle.Refuse("id", "is missing; where a team has several huddles, each needs an id of its own, such as morning or weekly, that stays the same");
            return null;
        }

        if (huddle.Text("id", required: false) is not { } id) return null;
        if (HuddleId.IsScheduleId(id)) return id;
        huddle.Refuse("id", $"'{id}' is no id of a huddle; use 1 to 20 of a-z, 0-9 and -, starting with a letter or digit");
        return null;
    }

    /// <summary>Null, with an error, where the time is missing or wrong. Whatever else is wrong is among the errors too.</summary>
    private static HuddleSchedule? ScheduleOf(StrictObject huddle, string id, Platform? home)
    {
        var usual = HuddleSchedule.Usual(LocalTime.Midnight);
        var (at, isNightShift) = (Days.RequireTime(huddle, "at"), huddle.Flag("nightShift") ?? false);
        if (isNightShift && at?.Hour >= 12)
            huddle.Refuse("at", $"{at.Value:HH':'mm} is not in the hours after midnight; nightShift is for a huddle before 12:00 that belongs to the day before. Leave nightShift away where the huddle is on the day itself");
        var minutes = huddle.Whole("minutes", 1, 60) ?? usual.Minutes;
        var schedule = usual with
        {
            Id = id,
            Name = huddle.Text("name", required: false, MostCharactersOfName),
            Days = DaysOf(huddle),
            Minutes = minutes,
            IsOfDayBefore = isNightShift,
            OnHolidays = huddle.Flag("onHolidays") ?? false,
            Pauses = PausesOf(huddle),
            PostBefore = MinutesOf(huddle, "postBefore", 120) ?? usual.PostBefore,
            CatchUp = MinutesOf(huddle, "catchUp", 720) ?? usual.CatchUp,
            AnswersFor = MinutesOf(huddle, "answersFor", 1440) ?? usual.AnswersFor,
            Leads = LeadsOf(huddle, home),
            Agenda = AgendaOf(huddle),
        };
        return at is { } time ? schedule with { At = time } : null;
    }

    private static HashSet<IsoDayOfWeek>? DaysOf(StrictObject huddle)
    {
        if (huddle.Find("days") is not { } days) return null;
        if (days is { ValueKind: JsonValueKind.Array } && days.GetArrayLength() == 0) huddle.Refuse("days", "has no day; name at least one, or leave it out for every working day");
        return [.. Days.Of(huddle, "days")];
    }

    private static List<HuddlePause> PausesOf(StrictObject huddle)
    {
        var pauses = new List<HuddlePause>();
        foreach (var pause in huddle.Children("pauses", "from", "until"))
        {
            var (from, until) = (DateOf(pause, "from"), DateOf(pause, "until"));
            if (from > until) pause.Refuse("until", $"is before {LocalDatePattern.Iso.Format(from.Value)}; a pause lasts from its first day to its last");
            else if (from is { } first && until is { } last) pauses.Add(new(first, last));
        }

        return pauses;
    }

    private static LocalDate? DateOf(StrictObject pause, string name)
    {
        if (pause.Text(name, required: true) is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date }) return date;
        pause.Refuse(name, $"'{text}' is no date; write it like 2026-12-25");
        return null;
    }

    private static Duration? MinutesOf(StrictObject huddle, string name, int most) => huddle.Whole(name, 0, most) is { } minutes ? Duration.FromMinutes(minutes) : null;

    private static IReadOnlyList<PersonId> LeadsOf(StrictObject huddle, Platform? home)
    {
        var leads = PlaceReader.People(huddle, "leads");
        if (leads.FirstOrDefault(lead => lead.Platform != home) is { } stranger && home is { } platform)
            huddle.Refuse("leads", $"{stranger} cannot be in the team's channel, which is on {PlatformNames.NameOf(platform)}; name the account there");
        return leads;
    }

    private static IReadOnlyList<AgendaPart> AgendaOf(StrictObject huddle)
    {
        if (huddle.Find("agenda") is not { } given) return AgendaParts.Usual;
        if (given is { ValueKind: JsonValueKind.Array } && given.GetArrayLength() == 0) huddle.Refuse("agenda", "has no part; name at least one, or leave it out for all of them");
        var parts = new List<AgendaPart>();
        foreach (var (text, _) in huddle.Texts("agenda"))
        {
            if (Parts.TryGetValue(text, out var part)) parts.Add(part);
            else huddle.Refuse("agenda", $"'{text}' is no part of the agenda; use {string.Join(", ", Parts.Keys)}");
        }

        return parts;
    }
}
