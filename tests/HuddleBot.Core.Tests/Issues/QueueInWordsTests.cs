using HuddleBot.Core.Issues;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Triage;

namespace HuddleBot.Core.Tests.Issues;

/// <summary>Which part of the queue somebody asks for in words.</summary>
public sealed class QueueInWordsTests
{
    [Theory]
    [InlineData("queue", QueueView.WaitingForMe, null, null)]
    [InlineData("queue overdue", QueueView.Overdue, null, null)]
    [InlineData("queue another team", QueueView.WaitingForMe, "another team", null)]
    [InlineData("queue open another team", QueueView.Open, "another team", null)]
    [InlineData("queue at risk", QueueView.WaitingForMe, null, Quadrant.AtRisk)]
    [InlineData("Queue Open At Risk", QueueView.Open, null, Quadrant.AtRisk)]
    [InlineData("queue at", QueueView.WaitingForMe, "at", null)]
    public void A_view_and_a_category_or_those_at_risk(string text, QueueView view, string? category, Quadrant? quadrant) =>
        Assert.Equal(QueueQuery.First with { View = view, Category = category, Quadrant = quadrant }, Assert.IsType<HuddleRequest.Queue>(HuddleRequest.Read(text)).Query);
}
