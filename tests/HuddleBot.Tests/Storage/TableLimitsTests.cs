using HuddleBot.Core.Storage;
using HuddleBot.Storage.AzureTables;
using NodaTime;
using static HuddleBot.Core.Storage.TableTransactionAction;

namespace HuddleBot.Tests.Storage;

/// <summary>The limits and names in the core: ends of prefixes, sizes, the parts of long texts.</summary>
public sealed class TableLimitsTests
{
    [Theory]
    [InlineData("r-", "r.")]
    [InlineData("a\uffff", "b")]
    [InlineData("a\ud7ff", "a\ue000")]
    [InlineData("\uffff", null)]
    [InlineData("", null)]
    public void The_end_of_a_prefix_is_the_first_key_after_it(string prefix, string? end) => Assert.Equal(end, TableLimits.EndOfPrefix(prefix));

    [Fact]
    public void A_key_may_have_every_character_that_the_table_service_takes()
    {
        var forbidden = Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(c => (char)c).Where(c => !TableLimits.IsKey($"a{c}b")).ToList();

        Assert.All(forbidden, c => Assert.True("/\\#?%+".Contains(c, StringComparison.Ordinal) || char.IsControl(c) || char.IsSurrogate(c), $"{(int)c:x4} is refused"));
        Assert.Equal(6 + 65 + 2048, forbidden.Count);
        Assert.False(TableLimits.IsKey("😀"));
        Assert.True(TableLimits.IsKey(""));
        Assert.True(TableLimits.IsKey(new string('語', TableLimits.KeyCharacters)));
        Assert.False(TableLimits.IsKey(new string('a', TableLimits.KeyCharacters + 1)));
    }

    [Theory]
    [InlineData("plain words \"quoted\" \\ \r\n\u0001")]
    [InlineData("日本語 שלום Ωé")]
    [InlineData("😀\ud83d\u2028<>&'")]
    public async Task A_transaction_is_never_larger_on_the_wire_than_its_size_says(string text)
    {
        using var service = new TableServiceDouble();
        var sent = 0L;
        service.Plan(async (request, cancellationToken) =>
        {
            sent = (await request.Content!.ReadAsByteArrayAsync(cancellationToken)).Length;
            return TableServiceDouble.Answer(request, 400);
        });
        var connection = TableConnection.Parse("AccountName=a;AccountKey=AAAA;TableEndpoint=https://" + new string('a', 60) + ".table.core.windows.net");
        var store = new AzureTableStore(connection, new string('T', 63), TimeProvider.System, service.Options());
        var partition = new string('語', TableLimits.KeyCharacters);
        var actions = Enumerable.Range(0, 20).Select(i =>
        {
            var row = new TableEntity(partition, i + new string('\'', 200) + new string('é', 200), "W/\"datetime'2026-11-22T09%3A15%3A00.1234567Z'\" 0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef")
            {
                ["Text"] = string.Concat(Enumerable.Repeat(text, 500)),
                ["Long"] = long.MinValue,
                ["Double"] = -double.Epsilon,
                ["When"] = Instant.FromUtc(2026, 1, 1, 0, 0),
                ["Bytes"] = new byte[i],
                ["Yes"] = false,
            };
            return i % 4 == 0 ? Delete(row) : i % 4 == 1 ? Add(row) : Replace(row);
        }).ToList();

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => store.SubmitTransactionAsync(actions, CancellationToken.None));

        Assert.InRange(sent, 1000, actions.Sum(TableLimits.TransactionSize));
    }

    [Theory]
    [InlineData("Comment_2")]
    [InlineData("a_10")]
    public void A_name_that_belongs_to_the_part_of_a_long_text_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new TableEntity("p", "r") { [name] = 1 });

    [Fact]
    public void A_number_in_the_place_of_a_long_text_leaves_no_parts()
    {
        var row = new TableEntity("p", "r") { ["A"] = new string('x', 100_000), ["B2"] = 1, ["_2"] = 2 };

        row["A"] = 5;

        Assert.Equal(["A", "B2", "_2"], row.Properties.Keys);
        Assert.Equal(["A", "B2", "_2"], row.Values.Select(value => value.Key));
    }

    [Fact]
    public void An_instant_keeps_what_storage_keeps()
    {
        var row = new TableEntity("p", "r") { ["At"] = Instant.FromUnixTimeTicks(17).PlusNanoseconds(99) };

        Assert.Equal(Instant.FromUnixTimeTicks(17), row.GetInstant("At"));
    }
}
