namespace HuddleBot.Core.Storage;

/// <summary>Fills transactions with groups of actions that belong together.</summary>
public static class TransactionPacking
{
    /// <summary>
    /// As few transactions as <see cref="TableLimits"/> allows, in order; a group is never cut. The size is estimated on the safe side (UTF-16, plus the wire's overhead).
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
            var size = actions.Sum(action => SizeOf(action.Entity));
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

    /// <summary>A character of JSON can take six bytes when it is escaped, or three in UTF-8; four on average is more than any real text needs.</summary>
    private static long SizeOf(TableEntity entity) =>
        1024 + entity.Properties.Sum(property => (2L * property.Key.Length) + 64 + (property.Value is string text ? 4L * text.Length : property.Value is byte[] binary ? 2L * binary.Length : 32));
}
