namespace HuddleBot.Core.Storage;

/// <summary>Fills transactions with groups of actions that belong together.</summary>
public static class TransactionPacking
{
    /// <summary>
    /// As few transactions as <see cref="TableLimits"/> allows, in order; a group is never cut.
    /// </summary>
    /// <param name="actionsLeft">So many actions of each transaction are left for what the caller adds.</param>
    /// <param name="bytesLeft">The same of its bytes; a group that is alone in its transaction may take some of them.</param>
    public static IEnumerable<(IReadOnlyList<T> Groups, IReadOnlyList<TableTransactionAction> Actions)> Pack<T>(
        IEnumerable<T> groups, Func<T, IReadOnlyList<TableTransactionAction>> actionsOf, int actionsLeft = 0, int bytesLeft = 0)
    {
        List<T> packed = [];
        List<TableTransactionAction> transaction = [];
        long bytes = 0;
        foreach (var group in groups)
        {
            var actions = actionsOf(group);
            var size = actions.Sum(action => (long)TableLimits.TransactionSize(action));
            if (transaction.Count > 0 && (transaction.Count + actions.Count > TableLimits.ActionsPerTransaction - actionsLeft || bytes + size > TableLimits.TransactionBytes - bytesLeft))
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
