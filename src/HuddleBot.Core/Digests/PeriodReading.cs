using System.Collections.Concurrent;
using HuddleBot.Core.Effects;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>What all reports of one period have in common: each part is read when the first of them needs it, and not again. No words of a customer are in it.</summary>
/// <param name="end">Of the period, or before it where it is not over.</param>
internal sealed class PeriodReading(DigestPeriod period, Instant end, TeamsSnapshot snapshot, TeamReading teams, ThemesOfPeriod themes, IEffects effects, ISilences silences)
{
    private readonly ReadOnce<IReadOnlyList<ThemeMaterial>> ofThemes = new(() => themes.ReadAsync(period.Start, end, CancellationToken.None));
    private readonly ReadOnce<SilenceReport> silent = new(() => silences.ListAsync(end, period.Start, CancellationToken.None));
    private readonly ReadOnce<IReadOnlyList<Effect>> judged = new(() => effects.JudgedInAsync([.. snapshot.Teams.Select(team => team.Id)], Judged(period, end), CancellationToken.None));
    private readonly ConcurrentDictionary<TeamId, ReadOnce<TeamMaterial>> ofTeams = new();
    private int askedForEffects;

    public DigestPeriod Period => period;

    public Instant Start => period.Start;

    public Instant End => end;

    public Task<TeamMaterial> OfAsync(FrontlineTeam team, CancellationToken cancellationToken) =>
        ofTeams.GetOrAdd(team.Id, _ => new(() => teams.ReadAsync(team, period, CancellationToken.None))).AskAsync(cancellationToken);

    public Task<IReadOnlyList<ThemeMaterial>> ThemesAsync(CancellationToken cancellationToken) => ofThemes.AskAsync(cancellationToken);

    /// <summary>Of all teams and feeds.</summary>
    public Task<SilenceReport> SilencesAsync(CancellationToken cancellationToken) => silent.AskAsync(cancellationToken);

    /// <summary>What came to be judged of these teams' fixes. To judge all at once costs little more than to judge a few, but for who is alone in asking.</summary>
    public async Task<IReadOnlyList<Effect>> EffectsAsync(IReadOnlySet<TeamId> of, CancellationToken cancellationToken)
    {
        var isFirst = Interlocked.Increment(ref askedForEffects) == 1;
        if (isFirst && of.Count < snapshot.Teams.Count) return await effects.JudgedInAsync([.. of], Judged(period, end), cancellationToken);
        return [.. (await judged.AskAsync(cancellationToken)).Where(effect => TeamsOf(effect).Any(of.Contains))];
    }

    private static Interval Judged(DigestPeriod period, Instant end) => new(period.Start, Instant.Max(period.Start, end));

    private static IReadOnlyList<TeamId> TeamsOf(Effect effect) => effect switch
    {
        Effect.Estimated { Fix: var fix } => fix.Teams,
        Effect.TooFewToSay { Fix: var fix } => fix.Teams,
        Effect.TooEarly { Fix: var fix } => fix.Teams,
        _ => [],
    };
}
