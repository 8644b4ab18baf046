using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Tests.Triage;

/// <summary>The part of the queue that somebody looks at, as it rides in a button.</summary>
public sealed class QueueQueryTests
{
    public static TheoryData<string?> Categories { get; } = [null, "price", "another team", "v1.2. and.more..", ".", "Ünï 🙂", " ", "open.weight.0.price"];

    private static IEnumerable<QueueMark> Marks
    {
        get
        {
            var now = Instant.FromUtc(2026, 11, 23, 12, 0) + Duration.FromTicks(7);
            foreach (var key in (string[])[Core.Identity.IssueId.OfResponse(new(new string('a', 63)), "s", "1").ToString(), Core.Identity.ThemeId.Of("1").ToString()])
            {
                yield return new(false, now, 1, new(0, null, now, key));
                yield return new(true, now, 12_000.5, new(double.MaxValue, Instant.FromUtc(1960, 1, 1, 0, 0), Instant.FromUtc(9999, 12, 31, 0, 0), key));
            }
        }
    }

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
                foreach (var quadrant in Enum.GetValues<Quadrant>())
                {
                    var of = query with { Quadrant = quadrant };
                    Assert.Equal(of, QueueQuery.TryParse(of.ToString()));
                }

                foreach (var mark in Marks)
                {
                    var marked = query with { Page = 0, Mark = mark };
                    Assert.Equal(marked, QueueQuery.TryParse(marked.ToString()));
                    Assert.InRange(marked.ToString().Length, 1, 260);
                }
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
    [InlineData("open:.weight.0.")]
    [InlineData("open:AtRisk.weight.0.")]
    [InlineData("open:atrisk:model.weight.0.")]
    [InlineData(":atrisk.weight.0.")]
    [InlineData("everything.weight.0.")]
    [InlineData("open.size.0.")]
    [InlineData("open.due.after.")]
    [InlineData("open.due.after_1_1_1_1_1_.")]
    [InlineData("open.due.beside_1_1_1_1_1_a*b.")]
    [InlineData("open.due.after_z_1_1_1_1_a*b.")]
    [InlineData("open.due.after_7fffffffffffffff_1_1_1_1_a*b.")]
    [InlineData("open.due.after_1_7ff8000000000000_1_1_1_a*b.")]
    [InlineData("open.due.after_1_1_1_z_1_a*b.")]
    [InlineData("open.due.after_1_1_1_1_11111111111111111_a*b.")]
    public void What_it_has_not_written_is_nothing(string? text) => Assert.Null(QueueQuery.TryParse(text));
}
