using System.Runtime.CompilerServices;
using HuddleBot.Audit;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Tests.Audit;

/// <summary>A company with a hundred thousand issues; its rows are made as they are read. Alone in the process, since the memory of all that runs there is measured.</summary>
[Collection(Alone.Name)]
public sealed class LargeExportTests
{
    private const int Teams = 10;
    private const int IssuesOfTeam = 10_000;

    [Fact]
    public async Task A_hundred_thousand_issues_take_no_more_memory_than_one()
    {
        var output = new Meter();
        var count = await new IssueJsonLines(new IssueAudit(new EndlessStore()), Core.FrontlineTeams.TeamsSnapshot.Empty).WriteAsync(output, CancellationToken.None);

        Assert.Equal(Teams * IssuesOfTeam, count);
        Assert.True(output.Position > 60_000_000, $"{output.Position} bytes were written");
        Assert.True(output.Largest - output.First < 16_000_000, $"the memory in use grew by {output.Largest - output.First} bytes");
    }

    /// <summary>Counts what is written and, now and then, what is in use.</summary>
    private sealed class Meter : Stream
    {
        private const int Every = 8_000_000;
        private long written;
        private long measuredAt;

        public long First { get; private set; }

        public long Largest { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => written;

        public override long Position
        {
            get => written;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            written += count;
            if (First > 0 && written - measuredAt < Every) return;
            measuredAt = written;
            var used = GC.GetTotalMemory(forceFullCollection: true);
            if (First == 0) First = used;
            Largest = Math.Max(Largest, used);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write([], 0, buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override void WriteByte(byte value) => written++;

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    private sealed class EndlessStore : ITableStore
    {
        public async IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var team = 0; team < Teams; team++)
                await foreach (var row in QueryAsync($"team-t{team}", "i-", null, cancellationToken)) yield return row;
        }

        public async IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            for (var number = 0; number < IssuesOfTeam; number++)
            {
                var key = number.ToString("D16");
                if (rowKeyPrefix == "i-") yield return new(partitionKey, "i-" + key) { ["Issue"] = $"{partitionKey[5..]}.{key}", ["Version"] = 2, ["CreatedAt"] = Instant.FromUtc(2026, 1, 1, 0, 0) };
                if (rowKeyPrefix != "h-") continue;
                for (var version = 1; version <= 2; version++)
                {
                    yield return new(partitionKey, $"h-{key}-{version:D6}")
                    {
                        ["Event"] = "Celebrated", ["At"] = Instant.FromUtc(2026, 1, version, 0, 0), ["By"] = "slack/T0001/U0001", ["ByName"] = "Ana", ["Operation"] = "o", ["Thanks"] = $"Ben {number}",
                    };
                }
            }
        }

        public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => Task.FromResult<TableEntity?>(null);

        public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task EnsureReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
