#include "widgets/panels/tensor/gradient_panel.h"

#include "widgets/document/selection.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/number_text.h"
#include "widgets/panels/tensor/brush_text.h"
#include "widgets/work/gradient_inspector.h"
#include "widgets/work/inspector.h"
#include "widgets/work/structure_editor.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTimer>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr double kFirstStep = 0.02; // angstrom of the atom that moves most
constexpr double kSmallestStep = 1e-4; // at the top
constexpr int kFrame = 30; // milliseconds between steps

} // namespace

GradientPanel::GradientPanel(Selection* selection, StructureEditor* editor, Inspector* inspector, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_editor(editor)
    , m_inspector(inspector)
    , m_gradient(inspector->gradient())
    , m_on(makeButton("gradientOn", tr("&Gradient"),
                      tr("Arrows: how the value of the brushed bins changes when an atom moves, per Å"), this))
    , m_play(makeButton("playGradient", tr("&Play"), tr("Moves the atoms uphill, so that the value of the brushed bins grows"),
                        this))
    , m_keep(makeButton("keepGradient", tr("&Keep"), tr("Makes the moved atoms one step of the Edit menu"), this))
    , m_back(makeButton("dropGradient", tr("&Back"), tr("Puts the atoms back to where they were"), this))
    , m_withCell(new QCheckBox(tr("with &cell"), this))
    , m_length(new QSlider(Qt::Horizontal, this))
    , m_value(new QLabel(this))
    , m_checks(new QLabel(this))
    , m_strain(new QWidget(this))
    , m_nextStep(new QTimer(this))
{
    setObjectName("gradientPanel");
    m_on->setCheckable(true);
    m_play->setCheckable(true);
    describeFields();
    buildStrain();
    buildLayout();
    m_nextStep->setSingleShot(true);
    m_nextStep->setInterval(kFrame);
    connect(m_nextStep, &QTimer::timeout, this, &GradientPanel::step);
    connect(m_on, &QPushButton::toggled, m_gradient, &GradientInspector::setWanted);
    connect(m_play, &QPushButton::toggled, this, &GradientPanel::play);
    connect(m_keep, &QPushButton::clicked, this, [this] { end(true); });
    connect(m_back, &QPushButton::clicked, this, [this] { end(false); });
    connect(m_length, &QSlider::valueChanged, this, &GradientPanel::arrowLengthChanged);
    connect(m_gradient, &GradientInspector::changed, this, &GradientPanel::show);
    connect(selection, &Selection::brushChanged, this, &GradientPanel::show);
    connect(selection, &Selection::previewChanged, this, &GradientPanel::showButtons);
    connect(selection, &Selection::structureChanged, this, [this] { stop({}); });
    show();
}

void GradientPanel::describeFields()
{
    m_length->setObjectName("arrowLength");
    m_length->setAccessibleName(tr("Length of the longest arrow in Å"));
    m_length->setToolTip(tr("Length of the longest arrow: 0.5 to 6 Å"));
    m_length->setRange(5, 60);
    m_length->setValue(20);
    m_length->setMaximumWidth(140);
    m_withCell->setObjectName("gradientWithCell");
    m_withCell->setAccessibleName(tr("Play strains the cell, too"));
    m_withCell->setToolTip(tr("Play strains the cell, too"));
    m_value->setObjectName("gradientValue");
    m_value->setAccessibleName(tr("Value of the brushed bins and its largest derivative"));
    m_checks->setObjectName("gradientChecks");
    m_checks->setAccessibleName(tr("Checks of the gradient"));
    for (QLabel* label : {m_value, m_checks}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
}

void GradientPanel::buildLayout()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_on);
    row->addWidget(m_length, 1);
    row->addStretch();
    auto* player = new QHBoxLayout;
    player->setSpacing(4);
    for (auto* button : {m_play, m_keep, m_back})
        player->addWidget(button);
    player->addWidget(m_withCell);
    player->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_value);
    layout->addWidget(m_checks);
    layout->addWidget(m_strain);
    layout->addLayout(player);
    layout->addStretch();
}

void GradientPanel::buildStrain()
{
    auto* grid = new QGridLayout(m_strain);
    grid->setContentsMargins(0, 2, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(1);
    auto* title = new QLabel(tr("Derivative with the strain (per unit of strain)"), m_strain);
    grid->addWidget(title, 0, 0, 1, 5);
    const QString axes[] = {"x", "y", "z"};
    for (int i = 0; i < 3; ++i) {
        grid->addWidget(new QLabel(axes[i], m_strain), i + 1, 0);
        for (int j = 0; j < 3; ++j) {
            auto* cell = new QLabel(m_strain);
            cell->setObjectName(QString("strain%1%2").arg(axes[i], axes[j]));
            cell->setAccessibleName(tr("Derivative with strain %1%2").arg(axes[i], axes[j]));
            cell->setAlignment(Qt::AlignRight);
            cell->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_strainCells[static_cast<std::size_t>(3 * i + j)] = cell;
            grid->addWidget(cell, i + 1, j + 1);
        }
    }
    grid->setColumnStretch(4, 1);
}

double GradientPanel::arrowLength() const
{
    return m_length->value() / 10.0;
}

void GradientPanel::show()
{
    const auto answer = m_gradient->gradient();
    m_strain->setVisible(answer && answer->structure->isPeriodic());
    m_withCell->setVisible(answer && answer->structure->isPeriodic());
    m_checks->setVisible(answer != nullptr);
    if (answer) {
        showChecks(*answer);
        if (m_play->isChecked() && !m_nextStep->isActive())
            m_nextStep->start();
    } else if (!m_gradient->problem().isEmpty()) {
        m_value->setText(m_gradient->problem());
        stop({});
    } else if (!m_selection->brush() || !m_selection->brush()->kept) {
        m_value->setText(tr("Click or drag in a plot to choose bins, then switch the gradient on."));
        stop({});
    } else if (!m_gradient->isWanted()) {
        m_value->setText(tr("The gradient is off."));
        stop({});
    }
    showButtons();
}

void GradientPanel::showChecks(const BrushGradient& answer)
{
    const GradientChecks& checks = answer.checks;
    QString value = tr("%1: value %2, largest derivative %3 per Å")
                        .arg(brushText(answer.brush, *answer.layout), typesetNumber(answer.gradient.value, 6), typesetNumber(checks.largest));
    if (m_editor->isChanging() && m_begin != 0)
        value += tr(" (was %1)").arg(typesetNumber(m_begin, 6));
    if (checks.alongStrain)
        value += tr(": by symmetry no atom changes it, the cell does");
    if (!m_why.isEmpty())
        value += ' ' + m_why;
    m_value->setText(value);
    const bool periodic = answer.structure->isPeriodic();
    const double off = checks.slope == 0 ? std::abs(checks.difference) : std::abs(checks.difference / checks.slope - 1);
    QStringList lines;
    lines << tr("Sum of the arrows: %1 per Å (0: a shift changes nothing)").arg(typesetNumber(checks.sum.norm(), 2));
    lines << (periodic ? tr("Asymmetry of the strain: %1 (0: a rotation changes nothing)").arg(typesetNumber(checks.asymmetry, 2))
                       : tr("Torque: %1 (0: a rotation changes nothing)").arg(typesetNumber(checks.torque.norm(), 2)));
    lines << tr("Along the gradient: slope %1, central difference %2%3 (off by %4)")
                 .arg(typesetNumber(checks.slope, 7), typesetNumber(checks.difference, 7),
                      checks.alongStrain ? tr(" per strain") : tr(" per Å"), typesetNumber(off, 1));
    m_checks->setText(lines.join('\n'));
    for (int i = 0; i < 9; ++i)
        m_strainCells[static_cast<std::size_t>(i)]->setText(typesetNumber(answer.gradient.strain(i / 3, i % 3)));
}

void GradientPanel::play(bool on)
{
    m_play->setText(on ? tr("&Pause") : tr("&Play"));
    m_nextStep->stop();
    const auto answer = m_gradient->gradient();
    if (on && answer) {
        if (!m_editor->isChanging())
            m_begin = answer->gradient.value;
        m_last = answer->gradient.value;
        m_stepLength = kFirstStep;
        m_why.clear();
        step();
    }
    showButtons();
}

/// One answer, one step: the next waits for the gradient where the atoms are now. Past the top the steps get smaller.
void GradientPanel::step()
{
    const auto answer = m_gradient->gradient();
    if (!m_play->isChecked() || !answer || m_inspector->structure() != answer->structure)
        return; // the answer for the new places comes
    const double value = answer->gradient.value;
    if (value < m_last)
        m_stepLength /= 2;
    m_last = value;
    const bool moves = (answer->checks.largest > 0 && !answer->checks.alongStrain) || m_withCell->isChecked();
    if (m_stepLength < kSmallestStep || !moves)
        return stop(tr("At the top."));
    m_editor->setShape(moveUphill(*answer->structure, answer->gradient, m_stepLength,
                                  m_withCell->isChecked() && answer->structure->isPeriodic()),
                       tr("Move along the gradient"));
}

void GradientPanel::stop(const QString& why)
{
    m_nextStep->stop();
    m_why = why;
    m_play->setChecked(false);
    if (const auto answer = m_gradient->gradient())
        showChecks(*answer);
}

void GradientPanel::end(bool keep)
{
    stop({});
    if (keep)
        m_editor->finish();
    else
        m_editor->cancel();
    showButtons();
}

void GradientPanel::showButtons()
{
    const bool changing = m_editor->isChanging();
    m_play->setEnabled(m_gradient->gradient() != nullptr);
    m_keep->setEnabled(changing);
    m_back->setEnabled(changing);
}

} // namespace mbtr::gui

#include "moc_gradient_panel.cpp"
