namespace HuddleBot.Core.Storage;

/// <summary>Fills transactions with groups of actions that belong together.</summary>
public static class TransactionPacking
{
    /// <summary>
    /// As few transactions as <see cref="TableLimits"/> allows, in order; a group is never cut.
    /// </summary>
    public static IEnumerable<(IReadOnlyList<T> Groups, IReadOnlyList<TableTransactionAction> Actions)> Pack<T>(
        IEnumerable<T> groups, Func<T, IReadOnlyList<TableTransactionAction>> actionsOf)
    {
        List<T> packed = [];
        List<TableTransactionAction> transaction = [];
        long bytes = 0;
        foreach (var group in groups)
        {
            var actions = actionsOf(group);
            var size = actions.Sum(action => (long)TableLimits.TransactionSize(action));
            if (transaction.Count > 0 && (transaction.Count + actions.Count > TableLimits.ActionsPerTransaction || bytes + size > TableLimits.TransactionBytes))
            {
                yield return (packed, transaction);
                (packed, transaction, bytes) = ([], [], 0);
            }

            packed.Add(group);
            transaction.AddRange(actions);
            bytes += size;
        }

        if (packed.Count > 0) yield return (packed, transaction);
    }
}
