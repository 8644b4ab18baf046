using FsCheck;
using FsCheck.Fluent;

namespace HuddleBot.Tests.Replicas.Histories;

/// <summary>The checker beside a machine that does one thing at a time, and beside one that tries every order.</summary>
public sealed class HistoryPropertyTests
{
    [Fact]
    public void Whatever_one_machine_answers_is_explained_however_the_questions_overlap() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(AnyHistory.Concurrent(40), deeds => HistoryCheck.WhyNot(HistoryScene.Model, AnyHistory.Linearizable(deeds)) is null));

    [Fact]
    public void One_wrong_answer_of_those_that_came_one_after_the_other_is_found()
    {
        var planted = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(AnyHistory.Sequential(20), ArbMap.Default.ArbFor<PositiveInt>(), (deeds, number) =>
        {
            var history = AnyHistory.Linearizable([.. deeds.Select(deed => deed with { IsAnswered = true })]);
            if (history.Count == 0) return true;
            var at = number.Get % history.Count;
            var told = AnyHistory.Told(history[at], number.Get / history.Count);
            var isWrong = HistoryScene.Model.After(history.Take(at).Aggregate(HistoryScene.Model.Untouched, (standing, operation) => HistoryScene.Model.After(standing, operation)!), told) is null;
            if (isWrong) planted++;
            history[at] = told;
            return HistoryCheck.WhyNot(HistoryScene.Model, history) is null != isWrong;
        }));
        Assert.InRange(planted, 60, 300);
    }

    [Fact]
    public void It_says_the_same_as_trying_every_order()
    {
        var (yes, no) = (0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(600), Prop.ForAll(AnyHistory.Concurrent(6), ArbMap.Default.ArbFor<int[]>(), (deeds, changes) =>
        {
            var history = AnyHistory.Linearizable(deeds);
            foreach (var change in changes.Take(2).Where(_ => history.Count > 0))
            {
                var at = (int)((uint)change % history.Count);
                history[at] = AnyHistory.Told(history[at], (int)((uint)change / history.Count % 1000));
            }

            var isExplained = ByTrying(HistoryScene.Model.Untouched, history);
            _ = isExplained ? yes++ : no++;
            return HistoryCheck.WhyNot(HistoryScene.Model, history) is null == isExplained;
        }));
        Assert.InRange(yes, 60, 540);
        Assert.InRange(no, 60, 540);
    }

    /// <summary>Without any of the checker's cleverness.</summary>
    private static bool ByTrying(IssueStanding standing, IReadOnlyList<Operation> left)
    {
        if (left.All(operation => operation.Answered is null)) return true;
        foreach (var next in left.Where(operation => left.All(other => other.Answered is not { } answered || operation.Called <= answered)))
            if (HistoryScene.Model.After(standing, next) is { } after && ByTrying(after, [.. left.Where(operation => !ReferenceEquals(operation, next))])) return true;
        return false;
    }
}
