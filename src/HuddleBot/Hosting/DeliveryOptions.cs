using System.ComponentModel.DataAnnotations;

namespace HuddleBot.Hosting;

/// <summary>Section <c>Delivery</c>: how fast messages leave.</summary>
public sealed class DeliveryOptions
{
    public SlackDelivery Slack { get; set; } = new();

    public sealed class SlackDelivery
    {
        /// <summary>
        /// Messages a minute in one workspace, spaced evenly; default 300. Slack allows "several hundred messages per minute" in a workspace and one a second in a channel.
        /// </summary>
        [Range(1, 6000, ErrorMessage = "Delivery:Slack:PerWorkspacePerMinute must be between 1 and 6000.")]
        public int PerWorkspacePerMinute { get; set; } = 300;
    }

    /// <exception cref="SettingsException">An unknown key or a value out of bounds.</exception>
    public static DeliveryOptions Read(IConfiguration configuration)
    {
        var options = Settings.Read<DeliveryOptions>(configuration, "Delivery");
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options.Slack, new ValidationContext(options.Slack), results, validateAllProperties: true))
            throw new SettingsException(string.Join(Environment.NewLine, results.Select(result => $"Settings: {result.ErrorMessage}")));
        return options;
    }
}
