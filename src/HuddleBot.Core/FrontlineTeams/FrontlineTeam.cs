using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.FrontlineTeams;

/// <summary>The people who share a channel, a time zone, working days and a huddle.</summary>
/// <param name="ManagerChannel">Where escalations are shown; null: to each manager directly.</param>
/// <param name="EscalationCategories">What an escalation can be about, in the order of the form; never empty.</param>
public sealed record FrontlineTeam(
    TeamId Id, string Name, ChannelId Channel, DateTimeZone TimeZone, WorkingCalendar Calendar, IReadOnlyList<PersonId> Managers, ChannelId? ManagerChannel,
    IReadOnlyList<Route> Routes, PostingRules Posting, IReadOnlyList<string> EscalationCategories)
{
    /// <summary>When the team meets; empty: it has no huddle.</summary>
    public IReadOnlyList<HuddleSchedule> Huddles { get; init; } = [];

    /// <summary>They may triage as its managers may, without being responsible for an answer.</summary>
    public IReadOnlyList<PersonId> Triagers { get; init; } = [];

    /// <summary>A manager decides on an escalation within so many working days of theirs; 1 to 60.</summary>
    public int AnswerWithinDays { get; init; } = 2;

    /// <summary>An escalation is resolved within so many working days; 1 to 260.</summary>
    public int ResolveWithinDays { get; init; } = 10;

    /// <summary>Which customers the team calls back, and how soon.</summary>
    public FollowUps.FollowUpRules FollowUp { get; init; } = FollowUps.FollowUpRules.Default;

    /// <summary>Which customers count as of high value, and how much the unhappy ones among them weigh; null: it is not said, and nobody is told apart.</summary>
    public Portfolio.QuadrantBounds? Quadrants { get; init; }

    /// <summary>What the teams file says of the people, groups and roles of the whole company: one for all teams.</summary>
    public Company Company { get; init; } = Company.Empty;

    /// <summary>Who is responsible for an answer as long as nobody else has taken it: the first of its managers. Null: it has none.</summary>
    public PersonId? AnswersFirst => Managers.Count > 0 ? Managers[0] : null;

    /// <summary>
    /// The working time of a person: their own, where the teams file says it. Who stands in for one of the team's managers, or manages them, without being one, has theirs: they
    /// may sit far from the team. Not their holidays, on which a stand-in is needed most: the team's. Of anybody else the team's days and zone, 09:00 to 17:00.
    /// </summary>
    public WorkingTime WorkingTimeOf(PersonId? person) => WorkingTimeOf(person, null);

    /// <inheritdoc cref="WorkingTimeOf(PersonId?)"/>
    /// <param name="insteadOf">In whose place they are asked, whose hours they have before the team's; null: nobody's.</param>
    public WorkingTime WorkingTimeOf(PersonId? person, PersonId? insteadOf)
    {
        if (person is not null && Company.Find(person)?.Hours is { } own) return own;
        if (person is not null && !Managers.Contains(person) && BesideOf(person)?.Hours is { } beside) return Lent(beside);
        if (insteadOf is not null && (person is null || !Managers.Contains(person))) return Lent(WorkingTimeOf(insteadOf));
        return new(TimeZone, Calendar, WorkingTime.UsualFrom, WorkingTime.UsualTo);
    }

    private WorkingTime Lent(WorkingTime hours) => hours with { Calendar = hours.Calendar with { Holidays = Calendar.Holidays } };

    /// <summary>The first of the managers, with hours of their own, for whom the person stands in or whom they manage.</summary>
    private StaffMember? BesideOf(PersonId person) =>
        Managers.Select(Company.Find).FirstOrDefault(manager => manager?.Hours is not null && (manager.StandIn == person || manager.Manager == person));

    public static IReadOnlyList<string> DefaultCategories { get; } = ["price", "policy", "product", "process", "another team"];
}

/// <summary>Sends the responses that match to the team. A part that is null matches everything; at least one is given.</summary>
/// <param name="Attribute">An attribute's name, or <c>touchpoint</c>; goes with <paramref name="EqualTo"/>.</param>
/// <param name="EqualTo">Compared without regard to case and surrounding space.</param>
public sealed record Route(string? Source, string? Attribute, string? EqualTo);

/// <summary>Which responses become a card at once.</summary>
public enum PostImmediately
{
    All,
    Detractors,
    None,
}

/// <summary>What the team wants to see in its channel, and when.</summary>
/// <param name="PerHour">Messages with comments in any 60 minutes, 1 to 1000; what exceeds it is gathered into one message.</param>
/// <param name="Quiet">Held back during these hours of the team's zone; null: never.</param>
/// <param name="FreshDays">A response older than this is stored and counted, not posted; 1 to 3650 days.</param>
/// <param name="ShowAttributes">The attributes that stand on the card, in this order.</param>
public sealed record PostingRules(PostImmediately Immediately, int PerHour, QuietHours? Quiet, int FreshDays, IReadOnlyList<string> ShowAttributes)
{
    public static PostingRules Default { get; } = new(PostImmediately.All, 12, null, 14, []);
}

/// <summary>A daily stretch of local time, over midnight where it ends before it starts. <c>From</c> is in it, <c>To</c> is not.</summary>
public sealed record QuietHours(LocalTime From, LocalTime To)
{
    public bool Contains(LocalTime time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary>
    /// The first instant at or after <paramref name="now"/> at which the local clock is past the quiet stretch. Where the clocks skip the end, it is the moment after the
    /// gap; where they repeat it, the first of the two that is still to come.
    /// </summary>
    public Instant EndAfter(Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone).LocalDateTime;
        if (!Contains(local.TimeOfDay)) return now;
        var end = local.Date + To;
        if (end <= local) end = local.Date.PlusDays(1) + To;
        var mapping = zone.MapLocal(end);
        return mapping.Count switch
        {
            0 => EndAfter(mapping.LateInterval.Start, zone), // A zone may skip a whole day (Samoa, 2011) and land in the quiet again.
            1 => mapping.Single().ToInstant(),
            _ => mapping.First().ToInstant() > now ? mapping.First().ToInstant() : mapping.Last().ToInstant(),
        };
    }
}

/// <summary>The team's working days and holidays.</summary>
public sealed record WorkingCalendar(IReadOnlySet<IsoDayOfWeek> WorkingDays, IReadOnlySet<LocalDate> Holidays)
{
    public static WorkingCalendar MondayToFriday { get; } = new(
        new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday }, new HashSet<LocalDate>());

    public bool IsWorkingDay(LocalDate date) => WorkingDays.Contains(date.DayOfWeek) && !Holidays.Contains(date);

    /// <summary>The working day that lies <paramref name="workingDays"/> (1 or more) after the date; where a calendar has none within two years, the plain date.</summary>
    public LocalDate Plus(LocalDate date, int workingDays)
    {
        var day = date;
        for (var (left, looked) = (workingDays, 0); left > 0; looked++)
        {
            if (looked > 730) return date.PlusDays(workingDays);
            day = day.PlusDays(1);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }
}

/// <summary>All teams as they were last applied.</summary>
/// <param name="version">Changes with every apply.</param>
public sealed class TeamsSnapshot(string version, IReadOnlyList<FrontlineTeam> teams)
{
    // Thousands of teams are looked for by each piece of work of each of them.
    private readonly Lazy<Dictionary<TeamId, FrontlineTeam>> byId = new(() => teams.DistinctBy(team => team.Id).ToDictionary(team => team.Id));
    private readonly Lazy<ILookup<ChannelId, FrontlineTeam>> byChannel = new(() => teams.ToLookup(team => team.Channel));

    public static TeamsSnapshot Empty { get; } = new("", []);

    public string Version => version;

    public IReadOnlyList<FrontlineTeam> Teams => teams;

    /// <summary>What was applied with them beyond the teams; each of them has it.</summary>
    public Company Company { get; init; } = Company.Empty;

    public FrontlineTeam? Find(TeamId id) => id == TeamId.Company ? AsSender : byId.Value.GetValueOrDefault(id);

    /// <summary>All whose messages are delivered: the teams, and the company where it has somebody to tell.</summary>
    public IEnumerable<FrontlineTeam> Senders => AsSender is { } company ? Teams.Append(company) : Teams;

    /// <summary>The company as delivery sees it: an outbox and nobody in it. Null: there is nobody to tell.</summary>
    private FrontlineTeam? AsSender => Teams is not [var first, ..] ? null : new(
        TeamId.Company, "", first.Channel, DateTimeZone.Utc, WorkingCalendar.MondayToFriday, [], null, [], PostingRules.Default, FrontlineTeam.DefaultCategories) { Company = Company };

    public IEnumerable<FrontlineTeam> OfChannel(ChannelId channel) => byChannel.Value[channel];
}

/// <summary>Port: the teams as they stand now; what another process applies is seen within seconds.</summary>
public interface ITeamDirectory
{
    Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken);

    /// <summary>One of them, for who cannot wait until thousands are read for the first time; null: there is none with this id.</summary>
    async Task<FrontlineTeam?> FindAsync(TeamId team, CancellationToken cancellationToken) => (await CurrentAsync(cancellationToken)).Find(team);
}
