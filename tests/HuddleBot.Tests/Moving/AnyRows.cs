using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Tests.Moving;

/// <summary>Rows of whatever a storage can hold.</summary>
internal static class AnyRows
{
    private static readonly string[] Keys = ["team-a", "team-b", "it's", "", "Ünïcödé–日本語", "=&;:@!$*(),\"<>|^`{}[]~", "customer-0f", "r-1", "r-10", "r-2", "R-1", "￼", "outer", "slack-installations"];
    private static readonly string[] Texts = ["", " ", "x", "null", "{}", "2026-01-02T03:04:05Z", "a\0b", "\r\n\t\u0001", "quote \" and \\ slash", "😀 שלום", "half \ud83d", "\ude00", "\ufeff", "\"#\":\"0123456789abcdef\"}"];
    private static readonly long[] Longs = [0, 1, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 9007199254740993];
    private static readonly double[] Doubles = [0.0, -0.0, 1, 3, 0.1 + 0.2, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 9007199254740993];
    private static readonly Instant[] Instants = [TableLimits.FirstInstant, Instant.FromUnixTimeTicks(0), Instant.FromUtc(2026, 11, 23, 9, 15) + Duration.FromTicks(1_234_567), Instant.FromUnixTimeTicks(DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks)];

    /// <summary>Sequences of rows, no two under the same keys.</summary>
    public static Arbitrary<IReadOnlyList<TableEntity>> Some { get; } = Arb.From(Gen.ListOf(Row()).Select(IReadOnlyList<TableEntity> (rows) => [.. rows.DistinctBy(row => (row.PartitionKey, row.RowKey))]));

    private static Gen<TableEntity> Row() =>
        from partition in Gen.Elements(Keys)
        from row in Gen.Elements(Keys)
        from number in Gen.Choose(0, 30)
        from values in Gen.ListOf(Value())
        select Make(partition, number < 10 ? row : $"{row}{number}", values);

    private static Gen<object> Value() => Gen.OneOf(
        Gen.Elements(Texts).Select(text => (object)text),
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).Select(text => (object)text),
        Gen.Choose(1, 70_000).Select(length => (object)(new string('ä', length - 1) + "😀")),
        ArbMap.Default.GeneratorFor<int>().Select(number => (object)number),
        Gen.Elements(Longs).Select(number => (object)number),
        Gen.Elements(Doubles).Select(number => (object)number),
        ArbMap.Default.GeneratorFor<double>().Select(number => (object)number),
        ArbMap.Default.GeneratorFor<bool>().Select(flag => (object)flag),
        Gen.Elements(Instants).Select(at => (object)at),
        ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is not null).Select(bytes => (object)bytes));

    private static TableEntity Make(string partition, string row, IEnumerable<object> values)
    {
        var entity = new TableEntity(partition, row);
        foreach (var (index, value) in values.Take(12).Index()) entity[$"P{index}"] = value;
        return entity;
    }
}
