using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>The thin shell around <see cref="AgendaDecider"/>: reads what there is to choose from, and of a busy team no more than is needed.</summary>
public sealed class AgendaMaker(
    ITableStore store, IssueStore issues, PromiseIndex promises, AnsweredIndex answered, IScores scores, TriagedIndex triaged, IPastAgendas past, IQuestions questions) : IAgendaMaker
{
    /// <summary>Comments, and what the team has done with them: what is older is no news.</summary>
    private static readonly Duration Lately = Duration.FromDays(28);

    /// <summary>So many responses are looked at for their comments at most.</summary>
    private const int Responses = 20_000;

    /// <summary>So many comments are read at most: those of detractors first.</summary>
    private const int Comments = 150;

    /// <summary>And so many of promoters, for the praise.</summary>
    private const int PraisingComments = 30;

    /// <summary>With fewer comments than these, older ones help to learn which words tell something.</summary>
    private const int WordsToLearnFrom = 250;

    private static readonly Duration WordsOf = Duration.FromDays(365);

    private const int Raised = 50;

    private readonly FollowUps.FollowUpIndex calls = new(store);

    public async Task<Agenda> MakeAsync(FrontlineTeam team, HuddleSchedule schedule, Instant since, int number, Instant startsAt, CancellationToken cancellationToken)
    {
        var responses = await ResponsesAsync(team.Id, startsAt, cancellationToken);
        var (lately, older) = Split(responses, startsAt);
        var raised = await RaisedAsync(team.Id, startsAt, lately, cancellationToken);
        var heard = await issues.LoadAsync([.. lately.Select(response => response.Issue), .. raised], cancellationToken);
        var material = new AgendaMaterial(
            team.Id, schedule, since, number, startsAt,
            await PromisesAsync(team.Id, cancellationToken),
            await ScoreAsync(team, startsAt.InZone(team.TimeZone).Date, cancellationToken),
            [.. heard.Where(item => item.AttachedTo is null).Select(item => item.Item)],
            await WordsAsync(older.Take(WordsToLearnFrom - heard.Count), cancellationToken),
            await triaged.BetweenAsync(team.Id, Instant.Min(since, startsAt - AgendaDecider.AnswersWait), startsAt, cancellationToken),
            await past.BetweenAsync(team.Id, Instant.Min(since, startsAt - Lately), startsAt, cancellationToken),
            questions.All);
        return AgendaDecider.Decide(material);
    }

    /// <summary>What was promised among the team and to customers, soonest first.</summary>
    private async Task<IReadOnlyList<IssueId>> PromisesAsync(TeamId team, CancellationToken cancellationToken)
    {
        var own = (await promises.OpenOfTeamAsync(team, cancellationToken)).Select(promise => (promise.By, promise.Issue));
        var toCustomers = (await calls.OpenOfTeamAsync(team, cancellationToken)).Where(call => call.Promise is not null).Select(call => (call.Promise!.By, call.Issue));
        return [.. own.Concat(toCustomers).OrderBy(promise => promise.By).Select(promise => promise.Issue).Distinct()];
    }

    private async Task<ScoreMovement?> ScoreAsync(FrontlineTeam team, LocalDate today, CancellationToken cancellationToken)
    {
        var whole = (await scores.SeriesAsync(team, cancellationToken)).Where(one => one.Series.Part is SeriesPart.Whole).Select(one => one.Series).ToList();
        return ScoreMovements.Of(await scores.DaysAsync(team, whole, ScoreMovements.Windows(today), cancellationToken), today);
    }

    /// <summary>Newest first: what is news, and where few comments are among it, as far back as words are learned from.</summary>
    private async Task<IReadOnlyList<AnsweredResponse>> ResponsesAsync(TeamId team, Instant startsAt, CancellationToken cancellationToken)
    {
        var (responses, comments) = (new List<AnsweredResponse>(), 0);
        await foreach (var response in answered.NewestFirstAsync(team, startsAt, cancellationToken))
        {
            if (response.AnsweredAt <= startsAt - WordsOf || (response.AnsweredAt <= startsAt - Lately && comments >= WordsToLearnFrom)) break;
            responses.Add(response);
            if (response.HasComment) comments++;
            if (responses.Count == Responses) break;
        }

        return responses;
    }

    /// <summary>The comments to choose from, and those behind them.</summary>
    private static (IReadOnlyList<AnsweredResponse> Lately, IReadOnlyList<AnsweredResponse> Older) Split(IReadOnlyList<AnsweredResponse> responses, Instant startsAt)
    {
        var comments = responses.Where(response => response.HasComment).ToList();
        var lately = comments.TakeWhile(response => response.AnsweredAt > startsAt - Lately).ToList();
        var praising = lately.Where(response => response.Score?.Sentiment == Sentiment.Promoter).Take(PraisingComments).ToList();
        var chosen = lately.OrderBy(response => response.Score?.Sentiment ?? Sentiment.Passive).Take(Comments).Union(praising).ToList();
        return (chosen, [.. comments.Except(chosen)]);
    }

    /// <summary>What members raised themselves and nobody has decided; the list of what is open has them, newest first.</summary>
    private async Task<IReadOnlyList<IssueId>> RaisedAsync(TeamId team, Instant startsAt, IReadOnlyList<AnsweredResponse> lately, CancellationToken cancellationToken)
    {
        var known = lately.Select(response => response.Issue).ToHashSet();
        var open = store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Open, null, cancellationToken)
            .TakeWhile(row => string.CompareOrdinal(row.RowKey, TeamRows.OpenRow(startsAt - Lately, "")) < 0).Take(Comments + Raised);
        return [.. await open.Select(row => IssueId.TryParse(row.GetString("Issue"))).OfType<IssueId>().Where(issue => !known.Contains(issue)).Take(Raised).ToListAsync(cancellationToken)];
    }

    private async Task<IReadOnlyList<OlderComment>> WordsAsync(IEnumerable<AnsweredResponse> older, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(older.Select(async response =>
            (response.Score?.Sentiment, Row: await store.GetAsync(TeamRows.PartitionOf(response.Issue.Team), TeamRows.Response + response.Issue.Key, cancellationToken))));
        return [.. from comment in read let words = comment.Row?.GetString("Comment") where words is not null select new OlderComment(words, comment.Sentiment)];
    }
}
