using HuddleBot.Benchmarks.Replay;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Feedback;

namespace HuddleBot.Tests.Scores;

/// <summary>Real reviews, as <c>docs/score-drops.md</c> tells of them.</summary>
public sealed class ReplayTests
{
    [SharedFact(LoungeTrialTests.Reviews)]
    public async Task Real_reviews_raise_the_nine_alarms_of_the_page_and_no_others()
    {
        var alarms = new List<string>();
        foreach (var company in Company.All)
        {
            foreach (var (_, mapping) in LoungeReviews.Questions)
            {
                var (reviews, _) = await LoungeReviews.ReadAsync(SharedFactAttribute.PathOf(LoungeTrialTests.Reviews), mapping);
                foreach (var series in company.SeriesOf(reviews)) alarms.AddRange(series.Told(series.Allowed).OfType<DropEvent.Fell>().Select(fell => $"{series.Name} {fell.SeenOn:uuuu-MM-dd}"));
            }
        }

        Assert.Equal(
            [
                "everything 2014-10-03", "everything 2014-10-03", "everything 2014-08-30",
                "London Heathrow Airport, british-airways 2015-03-01", "London Heathrow Airport, british-airways 2014-11-19",
                "qatar-airways 2014-10-27", "british-airways, London Heathrow Airport 2015-03-01",
                "british-airways 2015-02-07", "british-airways, London Heathrow Airport 2014-11-19",
            ],
            alarms);
    }
}
