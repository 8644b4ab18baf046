using HuddleBot.Core.Triage;

namespace HuddleBot.Core.Tests.Triage;

/// <summary>The part of the queue that somebody looks at, as it rides in a button.</summary>
public sealed class QueueQueryTests
{
    public static TheoryData<string?> Categories { get; } = [null, "price", "another team", "v1.2. and.more..", ".", "Ünï 🙂", " ", "open.weight.0.price"];

    [Theory]
    [MemberData(nameof(Categories))]
    public void What_it_writes_it_reads(string? category)
    {
        foreach (var view in Enum.GetValues<QueueView>())
        {
            foreach (var order in Enum.GetValues<QueueOrder>())
            {
                var query = new QueueQuery(view, order, category, 1250);
                Assert.Equal(query, QueueQuery.TryParse(query.ToString()));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("open")]
    [InlineData("open.weight.0")]
    [InlineData("open.weight.-1.")]
    [InlineData("open.weight.+1.")]
    [InlineData("open.weight. 1.")]
    [InlineData("open.weight.99999999999.")]
    [InlineData("open.weight.one.")]
    [InlineData("Open.weight.0.")]
    [InlineData("0.0.0.")]
    [InlineData("everything.weight.0.")]
    [InlineData("open.size.0.")]
    public void What_it_has_not_written_is_nothing(string? text) => Assert.Null(QueueQuery.TryParse(text));
}
