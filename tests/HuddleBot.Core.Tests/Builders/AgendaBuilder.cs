using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Tests.Builders;

/// <summary>What a team has heard and done before a huddle of the front desk; then what the bot makes of it.</summary>
internal sealed class AgendaBuilder
{
    private readonly List<IssueWithResponse> heard = [];
    private readonly List<PastAgenda> past = [];
    private readonly List<TriagedEscalation> answers = [];
    private readonly List<OlderComment> older = [];

    public IReadOnlyList<AgendaPart> Parts { get; init; } = AgendaParts.Usual;

    public IReadOnlyList<IssueId> Promises { get; init; } = [];

    public IReadOnlyList<string> Questions { get; init; } = [];

    public int Number { get; init; }

    public TeamId Team { get; init; } = Given.FrontDesk.Id;

    /// <summary>When the team met last: yesterday.</summary>
    public Instant Since { get; init; } = Given.Now - Duration.FromDays(1);

    /// <param name="score">NPS; null: none was given.</param>
    public AgendaBuilder Heard(string id, int? score, string? comment, double daysAgo = 1.5, IssueState? state = null)
    {
        var at = Given.Now - Duration.FromDays(daysAgo);
        heard.Add(new(Issue.Fresh(Id(id), at) with { State = state ?? new IssueState.Undecided() }, Given.Response(score, comment, at)));
        return this;
    }

    public AgendaBuilder Raised(string id, string words)
    {
        heard.Add(new(Issue.Fresh(Id(id), Given.Now - Duration.FromDays(1)) with { RaisedWords = words, RaisedBy = Given.Ben }, null));
        return this;
    }

    public AgendaBuilder Older(int? score, params string[] comments)
    {
        older.AddRange(comments.Select(comment => new OlderComment(comment, Given.Response(score).Score?.Sentiment)));
        return this;
    }

    /// <summary>An earlier huddle, told from the latest back.</summary>
    public AgendaBuilder Huddle(string[]? comments = null, string? praise = null, string[]? answers = null)
    {
        var agenda = Agenda.Empty with
        {
            Comments = [.. (comments ?? []).Select(id => new AgendaComment(Id(id), [], 0))], Praise = praise is null ? null : Id(praise), Answers = [.. (answers ?? []).Select(Id)],
        };
        past.Add(new(Given.Now - Duration.FromDays(past.Count + 1), agenda));
        return this;
    }

    public AgendaBuilder Answered(string id, ManagersWord word, double daysAgo)
    {
        answers.Add(new(Id(id), Given.Now - Duration.FromDays(daysAgo), word));
        return this;
    }

    public Agenda Make() => AgendaDecider.Decide(new(
        Team, HuddleSchedule.Usual(new(12, 0)) with { Agenda = Parts }, Since, Number, Given.Now, Promises, null, heard, older, answers, past, Questions));

    public static IssueId Id(string id) => IssueId.OfResponse(Given.FrontDesk.Id, "lounge", id);

    public static IssueState Fixing { get; } = new IssueState.FixingIt(Given.Ana, Given.Ana, "Try it", new(2026, 11, 24));
}
