using System.Numerics;

namespace HuddleBot.Tests.Replicas.Histories;

/// <summary>Whether some order explains all answers: one after the other, each at a moment between its question and its answer.</summary>
/// <remarks>
/// Wing and Gong, "Testing and Verifying Concurrent Objects" (1993), with Lowe's memory of what was tried (2017): the operations that are done, and how the issue stands then. One issue is a small
/// history; a refusal or a look that fits is taken at once, since it changes nothing and taking it later could not help any other.
/// </remarks>
public sealed class HistoryCheck
{
    private readonly IssueModel model;
    private readonly Operation[] operations;
    private readonly BigInteger answered;
    private readonly HashSet<(BigInteger Done, IssueStanding Standing)> tried = [];
    private (int Count, BigInteger Done, IssueStanding Standing) furthest;

    private HistoryCheck(IssueModel model, IEnumerable<Operation> history)
    {
        this.model = model;
        operations = [.. history.OrderBy(operation => operation.Called)];
        for (var i = 0; i < operations.Length; i++)
            if (operations[i].Answered is not null) answered |= BigInteger.One << i;
        furthest = (-1, BigInteger.Zero, model.Untouched);
    }

    /// <returns>Null: it is linearizable. Else how far an order goes, for who looks for the fault.</returns>
    public static string? WhyNot(IssueModel model, IEnumerable<Operation> history)
    {
        var check = new HistoryCheck(model, history);
        return check.Explains(BigInteger.Zero, model.Untouched) ? null : check.Told();
    }

    private bool Explains(BigInteger done, IssueStanding standing)
    {
        done = TakeWhatOnlyTells(done, standing);
        if ((done & answered) == answered) return true;
        if (!tried.Add((done, standing))) return false;
        if (Count(done) > furthest.Count) furthest = (Count(done), done, standing);
        foreach (var i in Next(done))
        {
            if (model.After(standing, operations[i]) is { } after && (after != standing || operations[i].Answered is not null) && Explains(done | (BigInteger.One << i), after)) return true;
        }

        return false;
    }

    private BigInteger TakeWhatOnlyTells(BigInteger done, IssueStanding standing)
    {
        while (true)
        {
            var before = done;
            foreach (var i in Next(done))
                if (operations[i].Answer is Answer.Refused or Answer.Shown && model.After(standing, operations[i]) is not null) done |= BigInteger.One << i;
            if (done == before) return done;
        }
    }

    /// <summary>Those that had been asked before any other of what is left was answered.</summary>
    private IEnumerable<int> Next(BigInteger done)
    {
        var firstAnswer = long.MaxValue;
        for (var i = 0; i < operations.Length; i++)
            if (!Has(done, i) && operations[i].Answered is { } at) firstAnswer = Math.Min(firstAnswer, at);
        for (var i = 0; i < operations.Length && operations[i].Called <= firstAnswer; i++)
            if (!Has(done, i)) yield return i;
    }

    private static bool Has(BigInteger done, int i) => !((done >> i) & BigInteger.One).IsZero;

    private static int Count(BigInteger done)
    {
        var count = 0;
        for (; !done.IsZero; done &= done - BigInteger.One) count++;
        return count;
    }

    private string Told() =>
        $"no order explains {operations.Length} answers. The furthest goes to {furthest.Count}, when it stood: {furthest.Standing}. None of these could come next:\n"
        + string.Join('\n', Next(furthest.Done).Select(i => $"  {operations[i]}"));
}
