using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Posting;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;

namespace HuddleBot.Delivery;

/// <summary>The core's own parts, and the dispatcher that posts and sends.</summary>
public static class DeliveryWiring
{
    public static WebApplicationBuilder AddDelivery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<RowSequence>();
        services.AddSingleton<IssueStore>();
        services.AddSingleton<Authorization>();
        services.AddSingleton<IssueDesk>();
        services.AddSingleton<IIssueDesk>(provider => provider.GetRequiredService<IssueDesk>());
        services.AddSingleton<IIssueThreads>(provider => provider.GetRequiredService<IssueDesk>());
        services.AddSingleton<FollowUpStore>();
        services.AddSingleton<FollowUpIndex>();
        services.AddSingleton<IFollowUpDesk, FollowUpDesk>();
        services.AddSingleton<IDueWork, FollowUpClock>();
        services.AddSingleton<IDueWork, CustomerAttachments>();
        services.AddSingleton<IDueWork, ContactClock>();
        services.AddSingleton<ISlotContents, ContactMessages>();
        services.AddSingleton<HuddleStore>();
        services.AddSingleton<IPastAgendas>(provider => provider.GetRequiredService<HuddleStore>());
        services.AddSingleton<HuddleSaving>();
        services.AddSingleton<HuddleLeads>();
        services.AddSingleton<HuddlePauses>();
        services.AddSingleton<HuddleAnnouncing>();
        services.AddSingleton<UnplannedHuddles>();
        services.AddSingleton<IHuddleDesk, HuddleDesk>();
        services.AddSingleton<IDueWork, HuddleClock>();
        services.AddSingleton<IFeedbackIntake, FeedbackIntake>();
        services.AddSingleton<PostingDesk>();
        services.AddSingleton<SendingPlaces>();
        services.AddSingleton<ClosedPlaces>();
        services.AddSingleton<SlotDrawing>();
        services.AddSingleton<TeamDelivery>();
        services.AddSingleton<OutboxGauges>();
        services.AddSingleton<ParkedCount>();
        services.AddSingleton<IWhileDispatching>(provider => provider.GetRequiredService<ParkedCount>());
        services.AddSingleton<IWhileDispatching, ClosedPlacesWatch>();
        services.AddSingleton<IReadinessWords, ClosedWorkspaces>();
        services.AddSingleton<IDeliveryObserver, DeliveryLog>();
        services.AddSingleton<NewsDesk>();
        services.AddSingleton<INewsObserver, NewsLog>();
        services.AddSingleton<IWhileDispatching, Rebuilding>();
        services.AddSingleton<Doorbell>();
        services.AddSingleton<UnhurriedWork>();
        services.AddSingleton<IDoorbell>(provider => provider.GetRequiredService<Doorbell>());
        services.AddSingleton<DispatchLease>();
        services.AddTransient<RestoreLease>();
        services.AddSingleton<WaitingMessages>();
        services.AddSingleton<IDueWork, PromiseClock>();
        services.AddSingleton<IDueWork, EscalationClock>();
        services.AddSingleton<IDiagnosis, DeliveryDiagnosis>();
        services.AddHostedService<Dispatcher>();
        return builder;
    }
}
