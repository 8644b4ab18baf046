using System.Threading.Channels;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Delivery;

/// <summary>
/// Within the process that dispatches, a signal in memory; from any other process (a verb of the command line, another replica) a row that the
/// dispatcher looks for every second.
/// </summary>
internal sealed class Doorbell(ITableStore store, DispatchLease lease) : IDoorbell
{
    public const string Partition = "bells";

    private readonly Channel<TeamId> rung = Channel.CreateUnbounded<TeamId>();
    private volatile bool isDispatching;

    public ChannelReader<TeamId> Rung => rung.Reader;

    /// <summary>Whether the dispatcher runs in this process right now.</summary>
    public bool IsDispatching
    {
        get => isDispatching;
        set => isDispatching = value;
    }

    public async Task RingAsync(TeamId team, CancellationToken cancellationToken)
    {
        // Frozen for a while, this process may not have noticed yet that another dispatches.
        if (IsDispatching && !lease.Turn.IsOver) rung.Writer.TryWrite(team);
        else await store.SubmitTransactionAsync([TableTransactionAction.Upsert(new(Partition, team.Value))], cancellationToken);
    }

    /// <summary>Hears the bells of other processes, once each.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in store.QueryAsync(Partition, "", null, cancellationToken))
        {
            rung.Writer.TryWrite(TeamId.Parse(row.RowKey));

            // Rung again in between, the row has changed and stays for the next look.
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
        }
    }
}
