using System.Collections.Concurrent;
using System.Diagnostics;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Replicas.Histories;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.Replicas;

/// <summary>Many people who decide on one issue at the same moment, each at the next of several bots; what each was told is written down.</summary>
internal sealed class Crowd(Hotel hotel, IReadOnlyList<WebApplication> bots)
{
    public const int Size = 100;

    /// <summary>A tap decides at once; of the others a form is opened before the moment comes.</summary>
    public static readonly IReadOnlyList<(string Verb, IssueCommand Command)> Words =
    [
        (Verbs.Celebrate, new IssueCommand.Celebrate(null)), (Verbs.Fix, new IssueCommand.Fix(null, null, null)), (Verbs.Escalate, new IssueCommand.Escalate(null, null, null)), (Verbs.Dismiss, new IssueCommand.Dismiss(null)),
    ];

    private readonly ConcurrentBag<Operation> history = [];

    public IReadOnlyCollection<Operation> History => history;

    /// <summary>Those who have lost with a word.</summary>
    public IEnumerable<(int Number, PersonId Person)> Late(int word) =>
        history.Where(operation => operation.Answer is Answer.Refused).Select(operation => (Number: int.Parse(operation.By.Name[^2..], System.Globalization.CultureInfo.InvariantCulture), operation.By.Id)).Where(one => one.Number % Words.Count == word).OrderBy(one => one.Number);

    public static string NameOf(int number) => $"Person{number:D2}";

    /// <summary>To be called where a touch begins: it goes to the next bot.</summary>
    public void TakeTurn(int number) => hotel.SendClicksTo(bots[number % bots.Count]);

    /// <summary>Does it at once, on the caller's turn, and notes when.</summary>
    public async Task<(T Result, long Called, long Answered)> TimeAsync<T>(int number, Func<Task<T>> act)
    {
        TakeTurn(number);
        var called = Stopwatch.GetTimestamp();
        var result = await act();
        return (result, called, Stopwatch.GetTimestamp());
    }

    /// <param name="told">All that the person was told; the name of somebody in it is that of who was first.</param>
    /// <param name="answered">Null: not known when.</param>
    public void Note(int number, PersonId person, long called, long? answered, string told)
    {
        var named = Enumerable.Range(0, Size).Select(NameOf).Where(name => told.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var isFirst = told.Length == 0 || (named is [var one] && one == NameOf(number));
        Answer? answer = told.Contains("takes longer", StringComparison.Ordinal) ? null : isFirst ? new Answer.Done() : new Answer.Refused(named is [var other] ? other : told);
        history.Add(new(new(person, NameOf(number)), Words[number % Words.Count].Command, called, answer is null ? null : answered ?? Stopwatch.GetTimestamp(), answer) { Replica = $"{number % bots.Count}" });
    }

    /// <summary>One state, one winner who was not told that they lost, everybody else told of them; and an order that explains it all. Returns the winner.</summary>
    public async Task<string> CheckAsync(IssueId issue)
    {
        var team = (await bots[0].Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Find(issue.Team)!;
        var why = HistoryCheck.WhyNot(new IssueModel(team, issue, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())), history);
        Assert.True(why is null, why);
        var winner = Assert.Single(await hotel.HistoryOfAsync(issue)).RequireString("ByName");
        Assert.Equal(Size, history.Select(operation => operation.By.Id).Distinct().Count());

        // Where the machine is so busy that an answer takes longer than the platform waits, the person is told that, and sees the winner on the card.
        var answers = history.Where(operation => operation.Answer is not null).ToList();
        Assert.NotEmpty(answers);
        Assert.All(answers.Where(operation => operation.By.Name != winner), operation => Assert.Equal(new Answer.Refused(winner), operation.Answer));
        Assert.DoesNotContain(answers, operation => operation.By.Name == winner && operation.Answer is not Answer.Done);
        return winner;
    }
}
