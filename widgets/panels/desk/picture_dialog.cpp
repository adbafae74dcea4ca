#include "widgets/panels/desk/picture_dialog.h"

#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/pictures/picture_maker.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr QSize kPreview(380, 300);
constexpr int kLargest = 12000; // pixels a side: what software OpenGL and most cards can draw

QString suffixOf(PictureFormat format)
{
    const char* const suffixes[] = {"png", "svg", "pdf", "glb", "", "mp4", "gif"};
    return suffixes[int(format)];
}

/// A preview shows where nothing is.
QPixmap onChecks(const QImage& image)
{
    QPixmap result(image.size());
    QPainter painter(&result);
    for (int y = 0; y < image.height(); y += 10)
        for (int x = 0; x < image.width(); x += 10)
            painter.fillRect(x, y, 10, 10, (x + y) / 10 % 2 ? QColor(235, 235, 235) : QColor(205, 205, 205));
    painter.drawImage(0, 0, image);
    return result;
}

} // namespace

PictureDialog::PictureDialog(Source source, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_format(new ChoiceBox(this))
    , m_unit(new ChoiceBox(this))
    , m_ground(new ChoiceBox(this))
    , m_picked(new QCheckBox(tr("&Rings around picked atoms"), this))
    , m_motion(new ChoiceBox(this))
    , m_preview(new QLabel(this))
    , m_facts(new QLabel(this))
{
    setObjectName("pictureDialog");
    setWindowTitle(tr("Export picture"));
    fillFormats();
    buildFields();
    buildPreview();
    showChoices();
}

PictureDialog::~PictureDialog() = default;

void PictureDialog::fillFormats()
{
    const bool films = canMakeFilms();
    const QString missing = tr("Needs the program ffmpeg, which is not installed");
    m_format->setObjectName("pictureFormat");
    m_format->setAccessibleName(tr("Format"));
    m_format->setToolTip(tr("Of the file"));
    m_format->setChoices(
        {{tr("PNG picture"), tr("Pixels; for slides and text"), int(PictureFormat::Png)},
         {tr("SVG drawing"), tr("Shapes, to be edited in drawing programs"), int(PictureFormat::Svg)},
         {tr("PDF drawing"), tr("Shapes, sharp in print"), int(PictureFormat::Pdf)},
         {tr("glTF scene (.glb)"), tr("The scene in three dimensions, for Blender and web pages; 1 unit is 1 \u00c5"),
          int(PictureFormat::Glb)},
         {tr("Animation: PNG pictures"), tr("A folder of numbered pictures"), int(PictureFormat::PngSequence)},
         {tr("Animation: MP4 film"), films ? tr("H.264, for slides and web pages") : missing, int(PictureFormat::Mp4), films},
         {tr("Animation: GIF"), films ? tr("256 colours, plays everywhere") : missing, int(PictureFormat::Gif), films}});
    connect(m_format, &ChoiceBox::chosen, this, &PictureDialog::showChoices);
}

NumberField* PictureDialog::addNumber(const char* name, const QString& text, const QString& tip)
{
    auto* field = new NumberField({.min = 0, .max = 1e5, .minExcluded = true, .step = 10}, this);
    field->setObjectName(name);
    field->describe(text, tip);
    connect(field, &NumberField::valueChanged, this, &PictureDialog::showPreview);
    return field;
}

void PictureDialog::buildFields()
{
    m_width = addNumber("pictureWidth", tr("Width"), tr("Of the whole picture"));
    m_height = addNumber("pictureHeight", tr("Height"), tr("Of the whole picture"));
    m_dpi = addNumber("pictureDpi", tr("Resolution"), tr("Pixels to an inch; letters and lines keep their size on paper"));
    m_turnFrames = addNumber("pictureTurnFrames", tr("Pictures"), tr("Of one whole turn"));
    m_rate = addNumber("pictureRate", tr("Speed"), tr("Pictures a second"));
    m_width->setValue(1600);
    m_height->setValue(std::round(1600 / m_source.aspect));
    m_dpi->setValue(192);
    m_dpi->setUnit(tr("dpi"));
    m_turnFrames->setValue(72);
    m_rate->setValue(24);
    m_rate->setUnit(tr("1/s"));
    m_unit->setObjectName("pictureUnit");
    m_unit->setAccessibleName(tr("Unit of width and height"));
    m_unit->setToolTip(m_unit->accessibleName());
    m_unit->setChoices(
        {{tr("pixels"), {}, int(Unit::Pixel)}, {tr("mm"), {}, int(Unit::Millimetre)}, {tr("inches"), {}, int(Unit::Inch)}});
    connect(m_unit, &ChoiceBox::chosen, this, &PictureDialog::changeUnit);
    m_ground->setObjectName("pictureGround");
    m_ground->setAccessibleName(tr("Background"));
    m_ground->setToolTip(tr("What is behind the structure"));
    m_ground->setChoices({{tr("As on the screen"), {}, int(Ground::Screen)},
                          {tr("White"), {}, int(Ground::White)},
                          {tr("Transparent"), tr("Nothing, with colours for a light page"), int(Ground::Transparent)}});
    connect(m_ground, &ChoiceBox::chosen, this, &PictureDialog::showPreview);
    m_picked->setObjectName("picturePicked");
    m_picked->setToolTip(tr("As on the screen"));
    m_picked->setAccessibleName(m_picked->text().remove('&'));
    connect(m_picked, &QCheckBox::toggled, this, &PictureDialog::showPreview);
    m_motion->setObjectName("pictureMotion");
    m_motion->setAccessibleName(tr("Motion"));
    m_motion->setToolTip(tr("What moves in the animation"));
    const bool several = m_source.frames > 1;
    m_motion->setChoices({{tr("One whole turn"), tr("About the vertical of the screen"), 0},
                          {tr("All structures"), several ? tr("One after the other") : tr("There is only one"), 1, several}});
    m_motion->setValue(several ? 1 : 0);
    connect(m_motion, &ChoiceBox::chosen, this, &PictureDialog::showChoices);
}

void PictureDialog::buildPreview()
{
    m_preview->setObjectName("picturePreview");
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setFixedSize(kPreview);
    m_preview->setAlignment(Qt::AlignCenter);
    m_facts->setObjectName("pictureFacts");
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    auto* size = new QHBoxLayout;
    size->setContentsMargins(0, 0, 0, 0);
    size->addWidget(m_width, 1);
    size->addWidget(new QLabel(QStringLiteral("\u00d7"), this));
    size->addWidget(m_height, 1);
    size->addWidget(m_unit);
    auto* form = new QFormLayout;
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("Size"), size);
    form->addRow(tr("Resolution"), m_dpi);
    form->addRow(tr("&Background"), m_ground);
    form->addRow(QString(), m_picked);
    form->addRow(tr("&Motion"), m_motion);
    form->addRow(tr("Pictures"), m_turnFrames);
    form->addRow(tr("Speed"), m_rate);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName("pictureCopy");
    m_copy->setToolTip(tr("The picture in this size, to the clipboard"));
    m_save = buttons->addButton(tr("&Save\u2026"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName("pictureSave");
    m_save->setDefault(true);
    connect(m_copy, &QPushButton::clicked, this, &PictureDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &PictureDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* left = new QVBoxLayout;
    left->addLayout(form);
    left->addStretch();
    auto* right = new QVBoxLayout;
    right->addWidget(m_preview);
    right->addWidget(m_facts, 0, Qt::AlignHCenter);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addLayout(left, 1);
    columns->addLayout(right);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns);
    layout->addWidget(buttons);
}

PictureFormat PictureDialog::format() const
{
    return static_cast<PictureFormat>(m_format->value());
}

double PictureDialog::pixelsPerUnit() const
{
    return m_shownUnit == Unit::Pixel ? 1 : m_shownUnit == Unit::Inch ? m_dpi->number() : m_dpi->number() / 25.4;
}

/// The picture stays as large as it is.
void PictureDialog::changeUnit(int unit)
{
    const double before = pixelsPerUnit();
    m_shownUnit = static_cast<Unit>(unit);
    const double digits = m_shownUnit == Unit::Pixel ? 1 : 100;
    for (NumberField* field : {m_width, m_height})
        field->setValue(std::round(digits * field->number() * before / pixelsPerUnit()) / digits);
    showPreview();
}

PictureOrder PictureDialog::order() const
{
    PictureOrder order;
    order.format = format();
    const auto pixels
        = [&](const NumberField* field) { return std::clamp(int(std::lround(field->number() * pixelsPerUnit())), 16, kLargest); };
    order.pixels = {pixels(m_width), pixels(m_height)};
    order.dpi = std::clamp(m_dpi->number(), 10.0, 2400.0);
    order.isTransparent = m_ground->value() == int(Ground::Transparent);
    order.framesPerSecond = std::clamp(m_rate->number(), 0.1, 120.0);
    if (!isAnimation(order.format)) {
        order.scene = [picture = dressed(m_source.current)](int) { return picture; };
    } else if (m_motion->value() == 0) {
        order.frames = std::clamp(int(m_turnFrames->number()), 2, 3600);
        order.scene = [picture = dressed(m_source.current), count = order.frames](int frame) {
            ScenePicture turned = picture;
            turn(turned.camera, 360.0 * frame / count, 0);
            return turned;
        };
    } else {
        order.frames = m_source.frames;
        const auto look = dressed(m_source.current);
        order.scene = [frame = m_source.frame, look, rings = m_picked->isChecked()](int n) {
            ScenePicture picture = frame(n);
            picture.camera = look.camera;
            picture.colors = look.colors;
            if (!rings)
                picture.picked.clear();
            return picture;
        };
    }
    return order;
}

ScenePicture PictureDialog::dressed(ScenePicture picture) const
{
    if (m_ground->value() != int(Ground::Screen)) {
        picture.colors = sceneColors(QPalette(Qt::white));
        picture.colors.background = {255, 255, 255};
    }
    if (!m_picked->isChecked())
        picture.picked.clear();
    // What is seen from side to side stays seen in a narrower picture.
    picture.camera.distance *= std::max(1.0, m_source.aspect * m_height->number() / m_width->number());
    return picture;
}

void PictureDialog::showChoices()
{
    const bool moves = isAnimation(format()), isScene = format() == PictureFormat::Glb;
    m_motion->setEnabled(moves);
    m_turnFrames->setEnabled(moves && m_motion->value() == 0);
    m_rate->setEnabled(moves && format() != PictureFormat::PngSequence);
    for (QWidget* field : std::initializer_list<QWidget*> {m_width, m_height, m_unit, m_dpi, m_ground, m_picked})
        field->setEnabled(!isScene);
    m_copy->setEnabled(!isScene && !moves);
    showPreview();
}

QImage PictureDialog::draw(const QSize& pixels, double ratio)
{
    const ScenePicture picture = dressed(m_source.current);
    const bool isTransparent = m_ground->value() == int(Ground::Transparent);
    if (!m_content)
        m_content = contentOf(picture);
    const bool asShapes = format() == PictureFormat::Svg || format() == PictureFormat::Pdf;
    if (!asShapes && openGlWidgetsWork()) {
        if (!m_maker)
            m_maker = std::make_unique<PictureMaker>();
        return m_maker->draw(picture, *m_content, pixels, ratio, isTransparent);
    }
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(ratio, ratio);
    paintScene(painter, picture, *m_content, (QSizeF(pixels) / ratio).toSize(), isTransparent);
    return image;
}

void PictureDialog::showPreview()
{
    const PictureOrder wanted = order();
    const QSize shown = wanted.pixels.scaled(kPreview, Qt::KeepAspectRatio).expandedTo({1, 1});
    m_preview->setPixmap(onChecks(draw(shown, wanted.dpi / 96 * shown.width() / wanted.pixels.width())));
    const QString millimetres = tr("%1 \u00d7 %2 mm")
                                    .arg(wanted.pixels.width() * 25.4 / wanted.dpi, 0, 'f', 0)
                                    .arg(wanted.pixels.height() * 25.4 / wanted.dpi, 0, 'f', 0);
    QString facts = tr("%1 \u00d7 %2 pixels, %3").arg(wanted.pixels.width()).arg(wanted.pixels.height()).arg(millimetres);
    if (isAnimation(wanted.format))
        facts += tr(", %1 pictures, %2 s").arg(wanted.frames).arg(wanted.frames / wanted.framesPerSecond, 0, 'f', 1);
    m_facts->setText(format() == PictureFormat::Glb ? tr("The whole scene; any viewer chooses its own size") : facts);
}

void PictureDialog::copy()
{
    const PictureOrder wanted = order();
    const QImage image = draw(wanted.pixels, wanted.dpi / 96);
    if (!image.isNull())
        QGuiApplication::clipboard()->setImage(image);
    m_facts->setText(image.isNull() ? tr("The picture could not be drawn.")
                                    : tr("Copied: %1 \u00d7 %2 pixels").arg(image.width()).arg(image.height()));
}

void PictureDialog::save()
{
    PictureOrder wanted = order();
    QFileDialog dialog(this, tr("Save picture"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    const QString suffix = suffixOf(wanted.format);
    dialog.setNameFilter(suffix.isEmpty() ? tr("Folder (*)") : QStringLiteral("%1 (*.%2)").arg(m_format->currentText(), suffix));
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(suffix.isEmpty() ? QStringLiteral("frames") : "structure." + suffix);
    if (dialog.exec() != QDialog::Accepted)
        return;
    wanted.path = dialog.selectedFiles().value(0);
    emit saveWanted(wanted);
    accept();
}

} // namespace mbtr::gui

#include "moc_picture_dialog.cpp"
