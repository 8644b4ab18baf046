using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Issues;
using static HuddleBot.Tests.Replicas.Histories.HistoryScene;

namespace HuddleBot.Tests.Replicas.Histories;

/// <summary>Something that takes place at one moment, some time after it was asked and before it is answered.</summary>
/// <param name="Wait">After the one before.</param>
internal sealed record Deed(int Person, int Word, int Wait, int Before, int After, bool IsAnswered);

internal static class AnyHistory
{
    private static readonly Actor[] People = [Ana, Ben, Mia, Cleo];

    private static readonly Func<int, IssueCommand?>[] Words =
    [
        _ => Celebrate, _ => Fix, _ => Escalate, _ => Escalate, _ => new IssueCommand.Dismiss(null), _ => new IssueCommand.Finish(HuddleBot.Core.Issues.Outcome.Yes, null), _ => new IssueCommand.Drop("No use"),
        version => new IssueCommand.Undo(version), version => new IssueCommand.Change(Fix, version), _ => Accept, _ => Resolve, version => Accept with { Seen = version }, _ => new IssueCommand.TriageDecline("Not now"),
        _ => new IssueCommand.TriageAsk("Which?"), _ => new IssueCommand.AnswerQuestion("That one"), _ => new IssueCommand.TriageReturn("Try again"), _ => new IssueCommand.Reopen(null), version => new IssueCommand.TriageUndo(version),
        _ => null, _ => null,
    ];

    public static Arbitrary<IReadOnlyList<Deed>> Concurrent(int most) => Of(most, Gen.Choose(0, 40));

    /// <summary>Each is answered before the next is asked.</summary>
    public static Arbitrary<IReadOnlyList<Deed>> Sequential(int most) => Of(most, Gen.Constant(1));

    /// <summary>As a machine would answer that does one thing at a time.</summary>
    public static List<Operation> Linearizable(IReadOnlyList<Deed> deeds)
    {
        var (history, standing, moment) = (new List<Operation>(), Model.Untouched, 1_000L);
        foreach (var deed in deeds)
        {
            moment += 10 + deed.Wait;
            var (by, command) = (People[deed.Person], Words[deed.Word](standing.Issue.Version));
            (var answer, standing) = Model.Do(standing, by, command);
            history.Add(new(by, command, moment - deed.Before, deed.IsAnswered ? moment + deed.After : null, deed.IsAnswered ? answer : null));
        }

        return history;
    }

    /// <summary>The same with another answer: of a kind that somebody may well be told.</summary>
    public static Operation Told(Operation operation, int which) => operation with
    {
        Answered = operation.Answered ?? long.MaxValue, Answer = operation.Command is null
            ? which % 2 == 0 ? new Answer.Shown(null, null) : new Answer.Shown(People[which / 2 % 4].Name, nameof(IssueEvent.FixPlanned))
            : (which % 3) switch { 0 => new Answer.Done(), 1 => new Answer.Refused(null), _ => new Answer.Refused(People[which / 3 % 4].Name) },
    };

    private static Arbitrary<IReadOnlyList<Deed>> Of(int most, Gen<int> reach) => Arb.From(
        from length in Gen.Choose(0, most)
        from deeds in Gen.ArrayOf(OfOne(reach), length)
        select (IReadOnlyList<Deed>)deeds);

    private static Gen<Deed> OfOne(Gen<int> reach) =>
        from person in Gen.Choose(0, People.Length - 1)
        from word in Gen.Choose(0, Words.Length - 1)
        from wait in Gen.Choose(0, 10)
        from before in reach
        from after in reach
        from isAnswered in Gen.Choose(0, 9)
        select new Deed(person, word, wait, before, after, isAnswered > 0);
}
